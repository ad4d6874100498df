using Spectre.Console;

namespace Klue.Cli.Output;

/// <summary>A small table: drawn on a terminal, tab-separated on a pipe.</summary>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row, one cell for each column.</summary>
    public void AddRow(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table.</summary>
    public void Write(CommandHost host)
    {
        if (host.IsTerminal)
        {
            WriteDrawn(host.Output);
            return;
        }

        foreach (var cells in _rows)
        {
            host.Output.WriteLine(string.Join('\t', cells));
        }
    }

    private void WriteDrawn(TextWriter output)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        foreach (var cells in _rows)
        {
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
    }
}
