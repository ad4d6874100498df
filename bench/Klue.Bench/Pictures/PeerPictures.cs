using System.Globalization;
using Klue.Bench.Reports;

namespace Klue.Bench.Pictures;

/// <summary>Klue beside other engines.</summary>
internal static class PeerPictures
{
    /// <summary>A picture for each number of threads.</summary>
    public static IEnumerable<Picture> Of(IReadOnlyList<PeerTable> peers) =>
        from table in peers
        from threads in table.Rows.Select(row => row.Threads).Distinct().Order()
        select Draw(table, threads, $"{Name(peers, table)}-{threads}");

    /// <summary>What the names of a table's pictures begin with.</summary>
    public static string Name(IReadOnlyList<PeerTable> peers, PeerTable table) => peers.Count == 1
        ? "peers"
        : string.Create(CultureInfo.InvariantCulture, $"peers-{peers.ToList().IndexOf(table) + 1}");

    private static Picture Draw(PeerTable table, int threads, string name)
    {
        var rows = table.Rows.Where(row => row.Threads == threads && row.Engine != PeerTable.Klue).ToList();
        var shapes = rows.Select(row => row.Shape).Distinct().ToList();
        var chart = new BarChart(
            $"Time of other engines, in Klue's times, {ModelPictures.ThreadText(threads)}",
            "in turn in one run, the same weights and token ids; above the line the engine is slower than Klue",
            shapes, "texts x tokens", "time over Klue's time");
        foreach (var engine in rows.Select(row => row.Engine).Distinct())
        {
            chart.Add(engine, [.. shapes.Select(shape => table.Ratio(engine, threads, shape))]);
        }

        return new Picture(
            name,
            $"Time of other engines over Klue's, by batch, {ModelPictures.ThreadText(threads)}.",
            chart.AddLine(1, "Klue").Draw());
    }
}
