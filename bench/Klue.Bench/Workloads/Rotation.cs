using Klue.Bench.Machines;

namespace Klue.Bench.Workloads;

/// <summary>
/// Copies of the same weights, one after another, so many that a copy has left the caches when its turn comes again;
/// a single one where weights may stay warm.
/// </summary>
internal sealed class Rotation<T> : IDisposable
    where T : class, IDisposable
{
    // Enough for the largest caches there are, where a machine does not tell.
    private const long UnknownCache = 512L << 20;

    private readonly T[] _copies;
    private int _next;

    /// <summary>Makes the copies.</summary>
    /// <param name="first">The first one, which the rotation takes over.</param>
    /// <param name="create">Makes another.</param>
    /// <param name="bytes">The size of one.</param>
    /// <param name="isCold">Whether there is to be more than one.</param>
    public Rotation(T first, Func<T> create, long bytes, bool isCold)
    {
        var shared = Caches.OfThisMachine.Shared;
        var rotated = 4 * (shared > 0 ? shared : UnknownCache);
        var further = isCold ? (int)((rotated - 1) / bytes) : 0;
        _copies = [first, .. Enumerable.Range(0, further).Select(_ => create())];
    }

    /// <summary>The next copy in turn.</summary>
    public T Next()
    {
        _next = (_next + 1) % _copies.Length;
        return _copies[_next];
    }

    public void Dispose() => Array.ForEach(_copies, copy => copy.Dispose());
}
