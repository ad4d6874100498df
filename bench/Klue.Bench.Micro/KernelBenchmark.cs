using BenchmarkDotNet.Attributes;
using Klue.Kernels;

namespace Klue.Bench.Micro;

/// <summary>A benchmark of kernels on one thread, in each instruction set that this machine has.</summary>
public abstract class KernelBenchmark
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>The instruction set.</summary>
    [ParamsSource(nameof(Tiers))]
    public SimdTier Tier { get; set; }

    /// <summary>Those that this machine can run.</summary>
    public static IEnumerable<SimdTier> Tiers => Enum.GetValues<SimdTier>().Where(KernelInfo.IsSupported);

    /// <summary>How the kernels run.</summary>
    protected KernelOptions Options { get; private set; } = KernelOptions.Default;

    /// <summary>Takes the parameters.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        Options = new KernelOptions { Tier = Tier, MaxDegreeOfParallelism = 1 };
        Prepare();
    }

    /// <summary>Frees what the benchmark worked on.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _owned.ForEach(owned => owned.Dispose());
        _owned.Clear();
    }

    /// <summary>Makes what the benchmark works on.</summary>
    protected abstract void Prepare();

    /// <summary>Keeps <paramref name="resource"/> until the benchmark is over.</summary>
    protected T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }
}
