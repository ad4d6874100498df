using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Klue.Bench.Machines;
using Klue.Kernels;

namespace Klue.Bench.Peaks;

/// <summary>One kind of peak: its name, its unit, and how much work a thread does in a slice of it.</summary>
internal sealed class Peak
{
    // A slice of the arithmetic peaks takes about a millisecond: far longer than the threads' starts lie apart.
    private const int StepsPerSlice = 500_000;

    private readonly Func<int, IPeakWork> _create;

    private Peak(PeakKind kind, string name, string unit, bool isSupported, Func<int, IPeakWork> create)
    {
        (Kind, Name, Unit, IsSupported) = (kind, name, unit, isSupported);
        _create = create;
    }

    /// <summary>All peaks, those of this machine and others.</summary>
    public static IReadOnlyList<Peak> All { get; } =
    [
        Arithmetic<Fma512, Vector512<float>>(PeakKind.Fma512, "fma512", "GFLOP/s", Avx512F.IsSupported),
        Arithmetic<Fma256, Vector256<float>>(PeakKind.Fma256, "fma256", "GFLOP/s", Fma.IsSupported),
        Arithmetic<Fma128, Vector128<float>>(PeakKind.Fma128, "fma128", "GFLOP/s", Vector128.IsHardwareAccelerated),
        Arithmetic<FmaScalar, float>(PeakKind.FmaScalar, "fma_scalar", "GFLOP/s", true),
        Arithmetic<Integer512, Vector512<int>>(PeakKind.Integer512, "integer512", "GOP/s", Avx512BW.IsSupported),
        Arithmetic<Integer256, Vector256<int>>(PeakKind.Integer256, "integer256", "GOP/s", Avx2.IsSupported),
        new(PeakKind.CoreCacheRead, "l2_read", "GB/s", ReadWork.CoreCacheBytes > 0, _ => new ReadWork(ReadWork.CoreCacheBytes)),
        new(PeakKind.CacheRead, "cache_read", "GB/s", ReadWork.CacheBytesPerThread > 0, _ => new ReadWork(ReadWork.CacheBytesPerThread)),
        new(PeakKind.MemoryRead, "memory_read", "GB/s", true, threads => new ReadWork(ReadWork.MemoryBytesPerThread(threads))),
    ];

    public PeakKind Kind { get; }

    /// <summary>The name in tables and files.</summary>
    public string Name { get; }

    /// <summary>The unit of what is shown, a thousand million of what is measured.</summary>
    public string Unit { get; }

    /// <summary>Whether this machine has such a peak.</summary>
    public bool IsSupported { get; }

    /// <summary>The peak of a kind.</summary>
    public static Peak Of(PeakKind kind) => All.Single(peak => peak.Kind == kind);

    /// <summary>The multiply-add peak at the vector width of a tier: the ceiling of that tier's kernels.</summary>
    public static PeakKind Of(SimdTier tier) => tier switch
    {
        SimdTier.Avx512 => PeakKind.Fma512,
        SimdTier.Avx2 => PeakKind.Fma256,
        SimdTier.Vector128 => PeakKind.Fma128,
        _ => PeakKind.FmaScalar,
    };

    /// <summary>
    /// The reading peak of so many bytes that are used again and again: that of the smallest cache that holds them and
    /// that this machine has a peak for, otherwise memory's.
    /// </summary>
    public static PeakKind OfReading(long bytes, int threads)
    {
        var caches = Caches.OfThisMachine;
        return bytes <= caches.Private * threads && Of(PeakKind.CoreCacheRead).IsSupported ? PeakKind.CoreCacheRead
            : bytes <= caches.Shared && Of(PeakKind.CacheRead).IsSupported ? PeakKind.CacheRead
            : PeakKind.MemoryRead;
    }

    /// <summary>The work of one thread among <paramref name="threads"/>.</summary>
    public IPeakWork CreateWork(int threads) => _create(threads);

    private static Peak Arithmetic<TOperation, T>(PeakKind kind, string name, string unit, bool isSupported)
        where TOperation : struct, IPeakOperation<T>
        where T : struct =>
        new(kind, name, unit, isSupported, _ => AdvSimd.IsSupported
            ? new LoopWork<Doubled<TOperation, T>, Doubled<TOperation, T>.Both>(StepsPerSlice)
            : new LoopWork<TOperation, T>(StepsPerSlice));
}
