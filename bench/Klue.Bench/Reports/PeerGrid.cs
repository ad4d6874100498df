using Klue.Bench.Results;

namespace Klue.Bench.Reports;

/// <summary>Times of other engines over Klue's: a row for each engine and number of threads, a column for each batch.</summary>
internal sealed class PeerGrid(PeerTable table)
{
    /// <summary>The grid in Markdown.</summary>
    public string ToMarkdown()
    {
        var engines = table.Rows
            .Where(row => row.Engine != PeerTable.Klue)
            .Select(row => (row.Threads, row.Engine))
            .Distinct()
            .OrderBy(row => row.Threads)
            .ToList();
        Column<(int Threads, string Engine)>[] columns =
        [
            new("threads", "0", row => row.Threads),
            new("engine", row => row.Engine),
            .. table.Rows.Select(row => row.Input).Distinct().Select(input =>
                new Column<(int Threads, string Engine)>(input, "0.00", row => table.Ratio(row.Engine, row.Threads, input))),
        ];
        return new Table<(int Threads, string Engine)>(columns, engines).ToMarkdown();
    }
}
