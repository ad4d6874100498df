using Klue.Bench.Reports;
using Klue.Bench.Timing;

namespace Klue.Bench.Comparisons;

/// <summary>Two reports, case by case.</summary>
internal sealed class Comparison
{
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    /// <param name="leastNoise">The relative change that is never more than noise.</param>
    public Comparison(BenchReport before, BenchReport after, double leastNoise)
    {
        var (old, now) = (Cases(before), Cases(after));
        Changes = [.. from found in old where now.ContainsKey(found.Key) select new CaseChange(found.Key.Section, found.Value, now[found.Key], leastNoise)];
        OnlyBefore = [.. old.Keys.Where(key => !now.ContainsKey(key)).Select(Text)];
        OnlyAfter = [.. now.Keys.Where(key => !old.ContainsKey(key)).Select(Text)];
    }

    /// <summary>The cases of both, in the first's order.</summary>
    public IReadOnlyList<CaseChange> Changes { get; }

    /// <summary>Cases that the second lacks.</summary>
    public IReadOnlyList<string> OnlyBefore { get; }

    /// <summary>Cases that the first lacks.</summary>
    public IReadOnlyList<string> OnlyAfter { get; }

    /// <summary>Cases that became slower, beyond noise and by more than <paramref name="threshold"/>.</summary>
    public IReadOnlyList<CaseChange> SlowerThan(double threshold) =>
        [.. Changes.Where(change => change.Verdict == Verdict.Slower && change.Ratio > 1 + threshold)];

    private static string Text((string Section, string Case) key) => $"{key.Section} {key.Case}";

    private static Dictionary<(string Section, string Case), Measurement> Cases(BenchReport report) =>
        (from section in report.Sections from found in section.Measurements select (section.Name, found))
        .ToDictionary(entry => (entry.Name, CaseChange.Key(entry.found)), entry => entry.found);
}
