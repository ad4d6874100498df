using Klue.Bench.Peaks;

namespace Klue.Bench.Timing;

/// <summary>One thing to time.</summary>
internal sealed record BenchCase
{
    /// <summary>The suite it belongs to, such as <c>gemm</c>.</summary>
    public required string Suite { get; init; }

    /// <summary>What tells it from the others, in the order in which tables show it.</summary>
    public required IReadOnlyList<Label> Labels { get; init; }

    /// <summary>Threads that take part.</summary>
    public required int Threads { get; init; }

    /// <summary>What one run is worth.</summary>
    public required Work Work { get; init; }

    /// <summary>Does it once.</summary>
    public required Action Run { get; init; }

    /// <summary>Makes ready what runs use up, before each timing and outside of it.</summary>
    public Action? MakeReady { get; init; }

    /// <summary>The peak that its operations are held against.</summary>
    public PeakKind? ComputePeak { get; init; }

    /// <summary>The peak that its bytes are held against.</summary>
    public PeakKind? ReadPeak { get; init; }
}
