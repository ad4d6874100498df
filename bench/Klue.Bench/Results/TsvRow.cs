using System.Globalization;
using Klue.CommandLine;

namespace Klue.Bench.Results;

/// <summary>A row of a tab-separated file under a line of names.</summary>
internal sealed class TsvRow
{
    private readonly string _where;
    private readonly Dictionary<string, string> _cells;

    private TsvRow(string where, Dictionary<string, string> cells) => (_where, _cells) = (where, cells);

    /// <summary>What stands in a column that every row has.</summary>
    public string this[string column] => _cells[column];

    /// <summary>Reads a file.</summary>
    /// <param name="name">What names the file, such as <c>--peers</c>.</param>
    /// <param name="path">The file.</param>
    /// <param name="needed">Columns that must be there; others may be.</param>
    /// <exception cref="UsageException">It cannot be read, a column is missing, or a row has another number of cells than names.</exception>
    public static IReadOnlyList<TsvRow> Read(string name, string path, params IReadOnlyList<string> needed)
    {
        var lines = InputText.ReadLines(name, path);
        var names = lines[0].Text.Split('\t');
        return needed.FirstOrDefault(column => !names.Contains(column)) is { } missing
            ? throw new UsageException($"{name} '{path}', line {lines[0].Number}: there is no column '{missing}'; expected {string.Join(", ", needed)}.")
            : [.. lines.Skip(1).Select(line => Row(line.Text.Split('\t'), $"{name} '{path}', line {line.Number}"))];

        TsvRow Row(string[] cells, string where) => cells.Length == names.Length
            ? new TsvRow(where, names.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))
            : throw new UsageException($"{where}: expected {names.Length} columns, found {cells.Length}.");
    }

    /// <summary>The same, or null where the file has no such column or the row nothing in it.</summary>
    public string? TextIfAny(string column) => _cells.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;

    /// <summary>The number above 0 in a column.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public double Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new UsageException($"{_where}: {column} is '{this[column]}'; expected a number above 0.");

    /// <summary>The same, or null where the file has no such column or the row nothing in it.</summary>
    /// <exception cref="UsageException">There is something else.</exception>
    public double? NumberIfAny(string column) => TextIfAny(column) is null ? null : Number(column);

    /// <summary>The whole number above 0 in a column.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public int Count(string column) =>
        int.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new UsageException($"{_where}: {column} is '{this[column]}'; expected a whole number above 0.");
}
