using System.Globalization;
using Klue.Bench.Results;
using Klue.Bench.Timing;

namespace Klue.Bench.Reports;

/// <summary>Shares of peak of matrix products: a row for each layer and number of threads, a column for each number of activations.</summary>
internal sealed class GemmGrid(IReadOnlyList<Measurement> measurements)
{
    /// <summary>The grid in Markdown.</summary>
    public string ToMarkdown()
    {
        var rows = measurements.GroupBy(found => (Threads: found.Threads, N: found.LabelOf("n"), K: found.LabelOf("k"))).OrderBy(row => row.Key.Threads);
        Column<IGrouping<(int Threads, string N, string K), Measurement>>[] columns =
        [
            new("threads", "0", row => row.Key.Threads),
            new("N", row => row.Key.N),
            new("K", row => row.Key.K),
            .. measurements.Select(found => found.LabelOf("m")).Distinct().Select(m =>
                new Column<IGrouping<(int Threads, string N, string K), Measurement>>($"M = {m}", row => Text(row.FirstOrDefault(found => found.LabelOf("m") == m)))),
        ];
        return new Table<IGrouping<(int Threads, string N, string K), Measurement>>(columns, [.. rows]).ToMarkdown();
    }

    // The share of what can be read stands behind it where the weights come from memory.
    private static string Text(Measurement? found) => found switch
    {
        null => "",
        { Read: { } read } => string.Create(CultureInfo.InvariantCulture, $"{found.Compute?.Value:0.000} ({read.Value:0.000} of reading)"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{found.Compute?.Value:0.000}"),
    };
}
