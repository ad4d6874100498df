using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Reports;

/// <summary>Rows of Klue.Bench.Peers: Klue and other engines, timed in turn in one run.</summary>
/// <param name="Name">What they did: the file's name without its ending.</param>
/// <param name="Rows">The rows, in their order.</param>
internal sealed record PeerTable(string Name, IReadOnlyList<PeerRow> Rows)
{
    /// <summary>The engine that the others are held against.</summary>
    public const string Klue = "klue";

    private const string Mixed = "mixed";

    // What a row was given, by the command that prints it.
    private static readonly string[] Inputs = ["input", "texts"];

    /// <summary>Reads tab-separated rows under a line of names; columns that are not needed may stand there too.</summary>
    /// <exception cref="UsageException">The file cannot be read, a column is missing, a number is none, or Klue is not there.</exception>
    public static PeerTable Read(string path)
    {
        var rows = TsvRow.Read("--peers", path, "engine", "threads", "median_ms")
            .Select(row => new PeerRow(row["engine"], row.Count("threads"), Input(row), row.Number("median_ms"), row.NumberIfAny("ratio")))
            .ToList();
        return rows.Any(row => row.Engine == Klue)
            ? new PeerTable(Path.GetFileNameWithoutExtension(path), rows)
            : throw new UsageException($"--peers '{path}': no row of the engine '{Klue}', which the others are held against.");
    }

    /// <summary>
    /// How many times Klue's time an engine took for a batch: pair by pair where the table says it, otherwise median over
    /// median; null where one of them was not timed. The forms in which engines that pad may take the mixed texts
    /// (<c>mixed1</c>, <c>mixed8</c>) are held against Klue's one form.
    /// </summary>
    public double? Ratio(string engine, int threads, string input)
    {
        var klue = Find(Klue, input) ?? (input.StartsWith(Mixed, StringComparison.Ordinal) ? Find(Klue, Mixed) : null);
        var peer = Find(engine, input);
        return peer?.Ratio ?? (peer?.Milliseconds / klue?.Milliseconds);

        PeerRow? Find(string name, string given) => Rows.FirstOrDefault(row => row.Engine == name && row.Threads == threads && row.Input == given);
    }

    private static string Input(TsvRow row)
    {
        var (batch, sequence) = (row.TextIfAny("batch"), row.TextIfAny("seq"));
        return batch is null || sequence is null ? Inputs.Select(row.TextIfAny).FirstOrDefault(text => text is not null) ?? "all"
            : sequence.StartsWith(Mixed, StringComparison.Ordinal) ? sequence
            : $"{batch}x{sequence}";
    }
}
