using System.Globalization;
using Klue.Bench.Results;
using Klue.CommandLine;

namespace Klue.Bench.Reports;

/// <summary>Rows of Klue.Bench.Peers: Klue and other engines, timed in turn in one run.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Rows">The rows, in their order.</param>
internal sealed record PeerTable(string File, IReadOnlyList<PeerRow> Rows)
{
    /// <summary>The engine that the others are held against.</summary>
    public const string Klue = "klue";

    private const string Mixed = "mixed";
    private static readonly string[] Needed = ["engine", "threads", "batch", "seq", "median_ms"];

    /// <summary>Reads tab-separated rows under a line of names; columns that are not needed may stand there too.</summary>
    /// <exception cref="UsageException">The file cannot be read, a column is missing, a number is none, or Klue is not there.</exception>
    public static PeerTable Read(string path)
    {
        var lines = InputText.ReadLines("--peers", path);
        var names = lines[0].Text.Split('\t');
        if (Needed.FirstOrDefault(name => !names.Contains(name)) is { } missing)
        {
            throw new UsageException($"--peers '{path}', line {lines[0].Number}: there is no column '{missing}'; expected {string.Join(", ", Needed)}.");
        }

        var places = Needed.Select(name => Array.IndexOf(names, name)).ToArray();
        var rows = lines.Skip(1).Select(line => Row(line.Text.Split('\t'), $"--peers '{path}', line {line.Number}")).ToList();
        return rows.Any(row => row.Engine == Klue)
            ? new PeerTable(Path.GetFileName(path), rows)
            : throw new UsageException($"--peers '{path}': no row of the engine '{Klue}', which the others are held against.");

        PeerRow Row(string[] cells, string where)
        {
            if (cells.Length != names.Length)
            {
                throw new UsageException($"{where}: expected {names.Length} columns, found {cells.Length}.");
            }

            var texts = places.Select(place => cells[place]).ToArray();
            return !int.TryParse(texts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var threads)
                ? throw new UsageException($"{where}: '{texts[1]}' is no number of threads.")
                : !double.TryParse(texts[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var median) || !(median > 0)
                ? throw new UsageException($"{where}: '{texts[4]}' is no median in milliseconds.")
                : new PeerRow(texts[0], threads, texts[3].StartsWith(Mixed, StringComparison.Ordinal) ? texts[3] : $"{texts[2]}x{texts[3]}", median);
        }
    }

    /// <summary>
    /// How many times Klue's time an engine took for a batch, or null where one of them was not timed. The forms in which
    /// engines that pad may take the mixed texts (<c>mixed1</c>, <c>mixed8</c>) are held against Klue's one form.
    /// </summary>
    public double? Ratio(string engine, int threads, string shape)
    {
        var klue = Find(Klue, shape) ?? (shape.StartsWith(Mixed, StringComparison.Ordinal) ? Find(Klue, Mixed) : null);
        return Find(engine, shape)?.Milliseconds / klue?.Milliseconds;

        PeerRow? Find(string name, string batch) => Rows.FirstOrDefault(row => row.Engine == name && row.Threads == threads && row.Shape == batch);
    }
}
