using System.Globalization;
using Klue.Bench.Reports;

namespace Klue.Bench.Pictures;

/// <summary>Klue beside other engines.</summary>
internal static class PeerPictures
{
    /// <summary>A picture for each table and number of threads.</summary>
    public static IEnumerable<Picture> Of(IReadOnlyList<PeerTable> peers) =>
        from table in peers
        from threads in table.Rows.Select(row => row.Threads).Distinct().Order()
        select Draw(table, threads);

    /// <summary>What the names of a table's pictures begin with.</summary>
    public static string NameOf(PeerTable table) => $"peers-{table.Name}-";

    private static Picture Draw(PeerTable table, int threads)
    {
        var rows = table.Rows.Where(row => row.Threads == threads && row.Engine != PeerTable.Klue).ToList();
        var inputs = rows.Select(row => row.Input).Distinct().ToList();
        var chart = new BarChart(
            $"{table.Name}: time of other engines, in Klue's times, {ModelPictures.ThreadText(threads)}",
            "in turn in one run, the same weights and token ids; above the line the engine is slower than Klue",
            inputs, "input", "time over Klue's time");
        foreach (var engine in rows.Select(row => row.Engine).Distinct())
        {
            chart.Add(engine, [.. inputs.Select(input => table.Ratio(engine, threads, input))]);
        }

        return new Picture(
            string.Create(CultureInfo.InvariantCulture, $"{NameOf(table)}{threads}"),
            $"{table.Name}: time of other engines over Klue's, {ModelPictures.ThreadText(threads)}.",
            chart.AddLine(1, "Klue").Draw());
    }
}
