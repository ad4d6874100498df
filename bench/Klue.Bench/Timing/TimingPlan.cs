namespace Klue.Bench.Timing;

/// <summary>How long and how often to measure.</summary>
internal sealed record TimingPlan
{
    /// <summary>Time to spend on each case, warm-up not included; slow cases take more, see <see cref="Rounds"/>.</summary>
    public TimeSpan TimePerCase { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often every case has its turn, with at least one run in each; what drifts drifts for all of them.</summary>
    public int Rounds { get; init; } = 5;
}
