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
