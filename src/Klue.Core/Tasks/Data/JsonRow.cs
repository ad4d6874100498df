using System.Text.Json;

namespace Klue.Tasks.Data;

/// <summary>A JSON object of a data file; every getter answers a missing or wrongly typed member with the place in the file.</summary>
internal readonly struct JsonRow(JsonElement element, DataLocation location)
{
    public const string UnpairedSurrogate = "an unpaired surrogate escape";

    public DataLocation Location => location;

    /// <summary>The same object under a location that names its example.</summary>
    public JsonRow At(string guid) => new(element, location with { Id = guid });

    public bool Has(string name) => TryGet(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public JsonRow Object(string name) => new(Member(name, JsonValueKind.Object, "an object"), location);

    public string Text(string name) => TextOf(Member(name, JsonValueKind.String, "a string"), name);

    public string Label(string name, LabelSet labels)
    {
        var label = Text(name);
        return labels.Contains(label) ? label : throw Fault($"{labels} as \"{name}\"", Quoted.Text(label));
    }

    public double Number(string name) => NumberOf(Member(name, JsonValueKind.Number, "a number"), name);

    public int Integer(string name)
    {
        var member = Member(name, JsonValueKind.Number, "an integer");
        return member.TryGetInt32(out var value) ? value : throw Fault($"an integer as \"{name}\"", Quoted.Text(member.GetRawText()));
    }

    public bool Flag(string name)
    {
        if (!TryGet(name, out var member))
        {
            throw Fault($"\"{name}\"", "none");
        }

        return member.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Fault($"true or false as \"{name}\"", Describe(member)),
        };
    }

    public IEnumerable<JsonRow> Objects(string name)
    {
        foreach (var item in Member(name, JsonValueKind.Array, "an array").EnumerateArray())
        {
            yield return item.ValueKind == JsonValueKind.Object
                ? new JsonRow(item, location)
                : throw Fault($"objects in \"{name}\"", Describe(item));
        }
    }

    public string[] Texts(string name) => Items(name, JsonValueKind.String, "strings", static (row, item, label) => row.TextOf(item, label));

    public double[] Numbers(string name) => Items(name, JsonValueKind.Number, "numbers", static (row, item, label) => row.NumberOf(item, label));

    public int[] Integers(string name) => Items(
        name,
        JsonValueKind.Number,
        "integers",
        static (row, item, label) => item.TryGetInt32(out var value) ? value : throw row.Fault($"integers in \"{label}\"", Quoted.Text(item.GetRawText())));

    public TaskDataException Fault(string expected, string found) => new(location, expected, found);

    private T[] Items<T>(string name, JsonValueKind kind, string kindName, Func<JsonRow, JsonElement, string, T> read)
    {
        var array = Member(name, JsonValueKind.Array, "an array");
        var items = new T[array.GetArrayLength()];
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != kind)
            {
                throw Fault($"{kindName} in \"{name}\"", Describe(item));
            }

            items[index++] = read(this, item, name);
        }

        return items;
    }

    private JsonElement Member(string name, JsonValueKind kind, string kindName)
    {
        if (!TryGet(name, out var value))
        {
            throw Fault($"{kindName} as \"{name}\"", "no such member");
        }

        return value.ValueKind == kind ? value : throw Fault($"{kindName} as \"{name}\"", Describe(value));
    }

    private bool TryGet(string name, out JsonElement value)
    {
        try
        {
            return element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            throw Fault("well-formed names of members", UnpairedSurrogate);
        }
    }

    private string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault($"well-formed text as \"{name}\"", UnpairedSurrogate);
        }
    }

    private double NumberOf(JsonElement value, string name)
    {
        return value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw Fault($"a finite number as \"{name}\"", Quoted.Text(value.GetRawText()));
    }

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "the number " + Quoted.Text(value.GetRawText()),
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
