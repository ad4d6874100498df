using Klue.Bench.Results;
using Klue.Bench.Timing;

namespace Klue.Bench.Suites;

/// <summary>Cases that are timed in turn and shown in one table; it owns what they work on.</summary>
internal abstract class Suite : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>The name of the subcommand and of the result files.</summary>
    public abstract string Name { get; }

    /// <summary>What is shown of each measurement.</summary>
    public abstract IReadOnlyList<Column<Measurement>> Columns { get; }

    /// <summary>What is timed.</summary>
    public abstract IReadOnlyList<BenchCase> Cases { get; }

    public void Dispose()
    {
        _owned.ForEach(owned => owned.Dispose());
        _owned.Clear();
    }

    /// <summary>Keeps <paramref name="resource"/> until the suite is disposed of.</summary>
    protected T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }
}
