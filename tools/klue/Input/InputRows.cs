namespace Klue.Cli.Input;

/// <summary>The rows of an input file: a text a line, or a JSON object a line.</summary>
internal sealed class InputRows
{
    private readonly string _path;
    private readonly CommandHost _host;
    private readonly Action<int>? _onRead;
    private readonly bool _isJsonl;

    /// <summary>Names a file; its ending says how rows are written unless <paramref name="format"/> does.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="format"><c>text</c>, <c>jsonl</c> or null.</param>
    /// <param name="host">Has standard input.</param>
    /// <param name="onRead">Told how many bytes were read, each time; or null.</param>
    public InputRows(string path, string? format, CommandHost host, Action<int>? onRead = null)
    {
        (_path, _host, _onRead) = (path, host, onRead);
        _isJsonl = format is null
            ? Path.GetExtension(path) is ".jsonl" or ".ndjson"
            : format == "jsonl";
    }

    /// <summary>The file, for messages.</summary>
    public string Source => InputFile.Name(_path);

    /// <summary>Reads the rows as they are asked for. Empty lines are rows too, and for the model to refuse.</summary>
    /// <param name="make">Makes an input of a text and perhaps a second one.</param>
    /// <param name="fields">The names of these two in a JSON row.</param>
    /// <exception cref="UsageException">The file cannot be read, or a line is no row.</exception>
    public IEnumerable<T> Read<T>(Func<string, string?, T> make, RowFields fields)
    {
        foreach (var line in InputFile.ReadLines(_path, _host, _onRead))
        {
            var (text, pair) = _isJsonl ? ReadJson(line, fields) : (line.Text, null);
            yield return Make(line, text, pair);
        }

        T Make(TextLine line, string text, string? pair)
        {
            try
            {
                return make(text, pair);
            }
            catch (UsageException exception)
            {
                throw line.Error(exception.Message, exception);
            }
        }
    }

    private static (string Text, string? Pair) ReadJson(TextLine line, RowFields fields)
    {
        using var row = new JsonRow(line);
        return (
            fields.Text.Select(row.FindString).FirstOrDefault(text => text is not null) ?? throw line.Error($"field \"{fields.Text[0]}\" is missing."),
            fields.Pair.Select(row.FindString).FirstOrDefault(pair => pair is not null));
    }
}
