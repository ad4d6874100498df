namespace Klue.Tasks.Data;

/// <summary>The guids read so far from one file; a second one of the same name is a fault.</summary>
internal sealed class GuidRegister
{
    private readonly Dictionary<string, long?> _lines = new(StringComparer.Ordinal);

    public void Register(string guid, DataLocation location)
    {
        if (!_lines.TryAdd(guid, location.Line))
        {
            var first = _lines[guid] is { } line ? $" as on line {line}" : "";
            throw new TaskDataException(location with { Id = guid }, "a guid of its own for each example", "the same guid" + first);
        }
    }

    /// <summary>Reads the guid of <paramref name="row"/>, registers it and names it in the row's location.</summary>
    public (string Id, JsonRow Row) Register(JsonRow row)
    {
        var guid = row.Text("guid").Trim(' ');
        if (guid.Length == 0)
        {
            throw row.Fault("a guid", "an empty string");
        }

        Register(guid, row.Location);
        return (guid, row.At(guid));
    }
}
