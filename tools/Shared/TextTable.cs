using Spectre.Console;

namespace Klue.CommandLine;

/// <summary>A small table: drawn on a terminal, tab-separated lines on a pipe.</summary>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row, one cell for each column. Names out of files cannot break the line nor speak to the terminal.</summary>
    public void AddRow(params string[] cells) => _rows.Add([.. cells.Select(PrintableText.OnOneLine)]);

    /// <summary>Writes the table; <paramref name="header"/> says whether a pipe gets the line of names too.</summary>
    public void Write(CommandHost host, bool header = true)
    {
        if (host.IsTerminal)
        {
            WriteDrawn(host.Output);
            return;
        }

        foreach (var cells in header ? _rows.Prepend(columns) : _rows)
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
