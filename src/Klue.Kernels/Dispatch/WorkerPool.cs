using System.Diagnostics;

namespace Klue.Kernels;

/// <summary>
/// The threads behind every kernel: the caller, helped by one worker for each further processor. Workers spin for a
/// while after their last work, long enough to bridge the gaps inside one forward pass, and then park.
/// <para>
/// A job is a number of chunks, and each thread's share of them lies side by side: what a kernel asks of memory ahead
/// of its chunk is then its own next one. A thread that is done with its share takes chunks, one at a time, from the
/// others', so that a thread that loses its processor delays no more than its own chunk. The caller always works on
/// its own job and needs nobody else to finish it: calls from thread-pool threads or from many threads at once cannot
/// deadlock. A dispatch allocates nothing.
/// </para>
/// </summary>
internal static unsafe partial class WorkerPool
{
    private const int Slots = 64;
    private const int MostWorkers = 1024;
    private const double SpinMicroseconds = 200;

    private static readonly Job?[] Published = new Job?[Slots];
    private static readonly SemaphoreSlim Wake = new(0);
    private static readonly Lock Starting = new();
    private static int _workers;
    private static int _ready;
    private static int _parked;

    [ThreadStatic]
    private static Job? _own;

    /// <summary>
    /// Runs <paramref name="body"/> for every chunk from 0 to <paramref name="chunks"/> - 1, in any order, on up to
    /// <paramref name="maxDegreeOfParallelism"/> threads, and returns when all are done. Inside a chunk it runs all
    /// chunks on the calling thread.
    /// </summary>
    /// <exception cref="Exception">What the first failing chunk threw; chunks not yet begun are then left out.</exception>
    public static void Run(delegate*<void*, int, void> body, void* context, int chunks, int maxDegreeOfParallelism)
    {
        Scratch.Prepare();
        var job = _own ??= new Job();
        var helpers = Math.Min(Math.Min(maxDegreeOfParallelism, chunks) - 1, MostWorkers);
        if (helpers <= 0 || job.Busy)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                body(context, chunk);
            }

            return;
        }

        StartWorkers(helpers);
        job.Open(body, context, chunks, helpers);
        var slot = Publish(job);
        if (slot >= 0)
        {
            WakeParked(helpers);
        }

        job.RunChunks(thread: 0);
        if (slot >= 0)
        {
            Volatile.Write(ref Published[slot], null);
        }

        job.CloseAndWait();
    }

    // As many as a call ever asked for, and they stay: by default one less than there are processors.
    private static void StartWorkers(int count)
    {
        if (Volatile.Read(ref _workers) >= count)
        {
            return;
        }

        lock (Starting)
        {
            for (; _workers < count; _workers++)
            {
                new Thread(Work) { IsBackground = true, Name = $"Klue worker {_workers + 1}" }.Start();
            }

            // What a new thread allocates belongs to this call, not to some later one.
            SpinWait.SpinUntil(() => Volatile.Read(ref _ready) == _workers);
        }
    }

    private static int Publish(Job job)
    {
        for (var slot = 0; slot < Published.Length; slot++)
        {
            if (Interlocked.CompareExchange(ref Published[slot], job, null) is null)
            {
                return slot;
            }
        }

        return -1;
    }

    private static void WakeParked(int helpers)
    {
        // Publishing was a full fence, and so is a worker's announcement that it parks: one sees the other.
        var wake = 0;
        while (wake < helpers && TakeParked())
        {
            wake++;
        }

        if (wake > 0)
        {
            Wake.Release(wake);
        }
    }

    // Whoever takes a parked worker off the count must release it, or be it.
    private static bool TakeParked()
    {
        var parked = Volatile.Read(ref _parked);
        while (parked > 0)
        {
            var seen = Interlocked.CompareExchange(ref _parked, parked - 1, parked);
            if (seen == parked)
            {
                return true;
            }

            parked = seen;
        }

        return false;
    }

    private static void Work()
    {
        _own = Job.OfWorker();
        Scratch.Prepare();
        Interlocked.Increment(ref _ready);
        var spin = TimeSpan.FromMicroseconds(SpinMicroseconds);
        var idleSince = Stopwatch.GetTimestamp();
        while (true)
        {
            if (HelpSomebody())
            {
                idleSince = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetElapsedTime(idleSince) < spin)
            {
                Thread.SpinWait(8);
            }
            else
            {
                Park();
                idleSince = Stopwatch.GetTimestamp();
            }
        }
    }

    private static void Park()
    {
        Interlocked.Increment(ref _parked);
        if (!AnythingPublished() || !TakeParked())
        {
            Wake.Wait();
        }
    }

    private static bool AnythingPublished() => Array.Exists(Published, job => job is not null);

    private static bool HelpSomebody()
    {
        for (var slot = 0; slot < Slots; slot++)
        {
            if (Volatile.Read(ref Published[slot]) is { } job && job.TryJoin(out var thread))
            {
                job.RunChunks(thread);
                job.Leave();
                return true;
            }
        }

        return false;
    }
}
