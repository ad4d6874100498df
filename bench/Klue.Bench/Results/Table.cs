using Klue.CommandLine;

namespace Klue.Bench.Results;

/// <summary>Rows under named columns, as people and as programs read them.</summary>
internal sealed class Table<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows)
{
    /// <summary>Writes the table for a person, or for a program.</summary>
    public void Write(CommandHost host, bool isTsv)
    {
        if (isTsv)
        {
            WriteTsv(host.Output);
            return;
        }

        var table = new TextTable([.. columns.Select(column => column.Name)]);
        foreach (var row in rows)
        {
            table.AddRow([.. columns.Select(column => column.TextOf(row))]);
        }

        table.Write(host);
    }

    /// <summary>The table in Markdown.</summary>
    public string ToMarkdown()
    {
        var names = columns.Select(column => column.Name);
        var lines = rows.Select(row => columns.Select(column => column.TextOf(row)));
        return string.Concat(lines.Prepend(columns.Select(_ => "---")).Prepend(names).Select(cells => $"| {string.Join(" | ", cells)} |\n"));
    }

    /// <summary>The table as tab-separated text.</summary>
    public string ToTsv()
    {
        using var text = new StringWriter { NewLine = "\n" };
        WriteTsv(text);
        return text.ToString();
    }

    /// <summary>Writes tab-separated rows under a line of names.</summary>
    public void WriteTsv(TextWriter output)
    {
        var written = columns.Where(column => !column.IsForPeopleOnly).ToList();
        output.WriteLine(string.Join('\t', written.Select(column => column.Name)));
        foreach (var row in rows)
        {
            output.WriteLine(string.Join('\t', written.Select(column => column.TextOf(row))));
        }
    }
}
