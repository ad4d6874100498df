using System.Runtime.InteropServices;

namespace Klue.Kernels;

internal static unsafe partial class WorkerPool
{
    /// <summary>
    /// Chunks that lie side by side, a thread's part of a job: what it fetches ahead at the end of one chunk it needs in the next.
    /// On cache lines of its own, so that threads do not slow one another while each is busy with its own.
    /// </summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Share
    {
        /// <summary>The first chunk that nobody has taken.</summary>
        public int Next;

        /// <summary>One past the last chunk.</summary>
        public int End;

        /// <summary>Takes the next chunk, if there is one.</summary>
        public bool TryTake(out int chunk)
        {
            chunk = 0;
            return Volatile.Read(ref Next) < End && (chunk = Interlocked.Increment(ref Next) - 1) < End;
        }

        /// <summary>Leaves the chunks that nobody has taken.</summary>
        public void Abandon() => Interlocked.Exchange(ref Next, End);
    }
}
