namespace Klue.Bench.Peers.Workloads;

/// <summary>Things that are closed together, also when one of them does not open.</summary>
internal sealed class Opened<T> : IDisposable
    where T : IDisposable
{
    private readonly List<T> _all = [];

    /// <summary>Opens one after another.</summary>
    public Opened(IEnumerable<T> things)
    {
        try
        {
            foreach (var thing in things)
            {
                _all.Add(thing);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<T> All => _all;

    public void Dispose() => _all.ForEach(thing => thing.Dispose());
}
