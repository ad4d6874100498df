using System.Runtime.ExceptionServices;

namespace Klue.Kernels;

internal static unsafe partial class WorkerPool
{
    /// <summary>
    /// One caller's work. Each thread keeps one for good: a worker that still looks at a job after it was closed
    /// finds it closed, or joins whatever its owner opened next.
    /// </summary>
    private sealed class Job
    {
        // The sign bit closes the job; below it the places left for helpers, and the number of helpers inside.
        private const int Closed = int.MinValue;
        private const int Place = 1 << 16;
        private const int InsideMask = Place - 1;

        private delegate*<void*, int, void> _body;
        private void* _context;
        private Share[] _shares = [];
        private int _threads;
        private int _state = Closed;
        private ExceptionDispatchInfo? _failure;

        /// <summary>Whether the thread that owns this job works on a chunk already.</summary>
        public bool Busy { get; private set; }

        /// <summary>What a worker owns: it never dispatches, since whatever it runs is part of a chunk.</summary>
        public static Job OfWorker() => new() { Busy = true };

        public void Open(delegate*<void*, int, void> body, void* context, int chunks, int helpers)
        {
            Busy = true;
            _body = body;
            _context = context;
            _threads = helpers + 1;
            if (_shares.Length < _threads)
            {
                _shares = new Share[_threads];
            }

            for (var thread = 0; thread < _threads; thread++)
            {
                _shares[thread].Next = (int)((long)chunks * thread / _threads);
                _shares[thread].End = (int)((long)chunks * (thread + 1) / _threads);
            }

            _failure = null;
            Volatile.Write(ref _state, helpers * Place);
        }

        /// <summary>Enters the job as a helper, unless it is closed or full.</summary>
        /// <param name="thread">Which of the job's threads the helper is, from 1 up.</param>
        public bool TryJoin(out int thread)
        {
            var state = Volatile.Read(ref _state);
            while (state >= Place)
            {
                var seen = Interlocked.CompareExchange(ref _state, state - Place + 1, state);
                if (seen == state)
                {
                    thread = _threads - (state / Place);
                    return true;
                }

                state = seen;
            }

            thread = 0;
            return false;
        }

        public void Leave() => Interlocked.Decrement(ref _state);

        /// <summary>
        /// Works until no chunk is left: on the thread's own share, then on what is left of the others'. An exception is kept for the
        /// owner and ends the job.
        /// </summary>
        /// <param name="thread">Which of the job's threads this is; the owner is 0.</param>
        public void RunChunks(int thread)
        {
            try
            {
                for (var other = 0; other < _threads; other++)
                {
                    ref var share = ref _shares[(thread + other) % _threads];
                    while (share.TryTake(out var chunk))
                    {
                        _body(_context, chunk);
                    }
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
                for (var share = 0; share < _threads; share++)
                {
                    _shares[share].Abandon();
                }
            }
        }

        /// <summary>Lets nobody in any more, waits for the helpers inside, and throws what a chunk threw.</summary>
        public void CloseAndWait()
        {
            var state = Interlocked.Or(ref _state, Closed);
            for (var spin = new SpinWait(); (state & InsideMask) != 0; state = Volatile.Read(ref _state))
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }

            Busy = false;
            _failure?.Throw();
        }
    }
}
