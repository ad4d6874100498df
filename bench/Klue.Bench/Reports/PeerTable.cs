using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Reports;

/// <summary>Rows of Klue.Bench.Peers: Klue and other engines, timed in turn in one run.</summary>
/// <param name="Rows">The rows, in their order.</param>
internal sealed record PeerTable(IReadOnlyList<PeerRow> Rows)
{
    /// <summary>The engine that the others are held against.</summary>
    public const string Klue = "klue";

    private const string Mixed = "mixed";

    /// <summary>Reads tab-separated rows under a line of names; columns that are not needed may stand there too.</summary>
    /// <exception cref="UsageException">The file cannot be read, a column is missing, a number is none, or Klue is not there.</exception>
    public static PeerTable Read(string path)
    {
        var rows = TsvRow.Read("--peers", path, "engine", "threads", "batch", "seq", "median_ms")
            .Select(row => new PeerRow(row["engine"], row.Count("threads"), Shape(row), row.Number("median_ms"), row.NumberIfAny("ratio")))
            .ToList();
        return rows.Any(row => row.Engine == Klue)
            ? new PeerTable(rows)
            : throw new UsageException($"--peers '{path}': no row of the engine '{Klue}', which the others are held against.");
    }

    /// <summary>
    /// How many times Klue's time an engine took for a batch: pair by pair where the table says it, otherwise median over
    /// median; null where one of them was not timed. The forms in which engines that pad may take the mixed texts
    /// (<c>mixed1</c>, <c>mixed8</c>) are held against Klue's one form.
    /// </summary>
    public double? Ratio(string engine, int threads, string shape)
    {
        var klue = Find(Klue, shape) ?? (shape.StartsWith(Mixed, StringComparison.Ordinal) ? Find(Klue, Mixed) : null);
        var peer = Find(engine, shape);
        return peer?.Ratio ?? (peer?.Milliseconds / klue?.Milliseconds);

        PeerRow? Find(string name, string batch) => Rows.FirstOrDefault(row => row.Engine == name && row.Threads == threads && row.Shape == batch);
    }

    private static string Shape(TsvRow row) =>
        row["seq"].StartsWith(Mixed, StringComparison.Ordinal) ? row["seq"] : $"{row["batch"]}x{row["seq"]}";
}
