namespace Klue.Tasks.Data;

/// <summary>A sentence of the tab-separated data sets: a heading <c>## guid TAB sentence</c> and the rows below it.</summary>
internal sealed class TsvSentence
{
    private const string HeadingForm = "a line '## guid TAB sentence'";

    private TsvSentence(string guid, string text, DataLocation location)
    {
        Id = guid;
        Text = text;
        Location = location with { Id = guid };
    }

    public string Id { get; }

    /// <summary>What the heading shows after the tab.</summary>
    public string Text { get; }

    /// <summary>The heading's place.</summary>
    public DataLocation Location { get; }

    public List<(DataLocation Location, string[] Columns)> Rows { get; } = [];

    /// <summary>
    /// The sentences of a file. A line that begins with <c>##</c> and has exactly one tab is a heading; other lines of <c>##</c> are
    /// comments, and so is a heading without rows that comes before the first sentence (the line that names the columns).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The number of columns of every row.</param>
    /// <param name="blankEnds">Whether an empty line, or one of tabs alone, ends a sentence or means nothing.</param>
    public static IEnumerable<TsvSentence> Read(string path, int columns, bool blankEnds)
    {
        var guids = new GuidRegister();
        var any = false;
        TsvSentence? open = null;
        foreach (var (number, line) in Utf8LineReader.Lines(path))
        {
            var location = new DataLocation(path, number);
            var heading = Heading(line, location);
            var blank = line.AsSpan().Trim('\t').IsEmpty;
            if (open is { Rows.Count: > 0 } && (heading is not null || (blank && blankEnds)))
            {
                yield return heading is null || !blankEnds
                    ? open.Registered(guids)
                    : throw new TaskDataException(location, "an empty line between two sentences", "the next heading");
                any = true;
                open = null;
            }

            if (heading is not null)
            {
                open = open is null || !any ? heading : throw open.WithoutRows();
            }
            else if (!blank && !line.StartsWith("##", StringComparison.Ordinal))
            {
                open = open ?? throw new TaskDataException(location, HeadingForm + " before the rows", "a row");
                open.AddRow(line, columns, location);
            }
        }

        if (open is { Rows.Count: > 0 })
        {
            yield return open.Registered(guids);
        }
        else if (!any)
        {
            throw new TaskDataException(new DataLocation(path), "at least one sentence", "none");
        }
        else if (open is not null)
        {
            throw open.WithoutRows();
        }
    }

    private static TsvSentence? Heading(string line, DataLocation location)
    {
        var tab = line.IndexOf('\t');
        return line.StartsWith("##", StringComparison.Ordinal) && tab >= 0 && tab == line.LastIndexOf('\t')
            ? new TsvSentence(line[2..tab].Trim(' '), line[(tab + 1)..], location)
            : null;
    }

    private void AddRow(string line, int columns, DataLocation location)
    {
        location = location with { Id = Id };
        var row = line.Split('\t');
        Rows.Add(row.Length == columns
            ? (location, row)
            : throw new TaskDataException(location, $"{columns} columns", $"{row.Length}"));
    }

    private TsvSentence Registered(GuidRegister guids)
    {
        if (Id.Length == 0)
        {
            throw new TaskDataException(Location, HeadingForm, "no guid");
        }

        guids.Register(Id, Location);
        return this;
    }

    private TaskDataException WithoutRows() => new(Location, "rows below the heading", "none");
}
