using System.Text.Json;
using System.Text.Unicode;

namespace Klue.Tokenizer.Files;

/// <summary>
/// An element of a JSON file that knows its file and place, so that every error can name them. It is a range of the file's bytes,
/// looked into when asked: whatever nobody asks for, and whatever is read in one go, never becomes an object.
/// </summary>
internal sealed class JsonPart
{
    // A tokenizer.json has its small objects in these levels, and its vocabulary below.
    private const int EagerLevels = 2;

    private readonly string _file;
    private readonly string _place;
    private readonly ReadOnlyMemory<byte> _json;
    private readonly JsonTokenType _kind;
    private Dictionary<string, JsonPart>? _members;

    private JsonPart(string file, string place, ReadOnlyMemory<byte> json, JsonTokenType kind)
    {
        _file = file;
        _place = place;
        _json = json;
        _kind = kind;
    }

    /// <summary>Checks a whole file.</summary>
    /// <exception cref="TokenizerFormatException">It is no UTF-8, or no JSON.</exception>
    public static JsonPart Parse(ReadOnlyMemory<byte> utf8, string file)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new TokenizerFormatException(file, null, "UTF-8", "other bytes");
        }

        try
        {
            utf8 = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            var reader = new Utf8JsonReader(utf8.Span);
            reader.Read();
            var root = Take(ref reader, utf8, file, "", EagerLevels);
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            throw new TokenizerFormatException(file, $"line {e.LineNumber + 1}", "JSON", e.Message, e);
        }
    }

    public bool IsNull => _kind is JsonTokenType.Null or JsonTokenType.None;

    public bool IsString => _kind == JsonTokenType.String;

    /// <summary>Whether the object has a member of that name, be it null.</summary>
    public bool Has(string name) => Members().ContainsKey(name);

    /// <summary>The element of that name, null or not.</summary>
    public JsonPart this[string name] =>
        Members().TryGetValue(name, out var member) ? member : new JsonPart(_file, PlaceOf(_place, name), default, JsonTokenType.None);

    public string GetString()
    {
        Require(JsonTokenType.String, "a string");
        var reader = Reader();
        return TextOf(ref reader, _file, _place);
    }

    public bool GetBoolean() => _kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected("true or false"),
    };

    /// <summary>A number that counts something.</summary>
    public int GetCount()
    {
        Require(JsonTokenType.Number, "a number");
        return Reader().TryGetInt32(out var value) && value >= 0 ? value : throw Unexpected("a whole number from 0 to 2147483647");
    }

    /// <summary>A number that counts something, or null when it is beyond any count: Hugging Face writes 1e30 for "no limit".</summary>
    public int? GetCountOrUnlimited()
    {
        Require(JsonTokenType.Number, "a number");
        return Reader().GetDouble() > int.MaxValue ? null : GetCount();
    }

    /// <summary>The elements of an array.</summary>
    public List<JsonPart> Items()
    {
        Require(JsonTokenType.StartArray, "an array");
        List<JsonPart> items = [];
        var reader = Reader();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(Take(ref reader, _json, _file, $"{_place}[{items.Count}]", levels: 0));
        }

        return items;
    }

    /// <summary>The names of an object's members.</summary>
    public IReadOnlyCollection<string> Names() => Members().Keys;

    /// <summary>Reads an object of counts into two lists, without making a part of each.</summary>
    public void GetCounts(List<string> names, List<int> counts)
    {
        Require(JsonTokenType.StartObject, "an object");
        if (!TryGetPlainCounts(names, counts))
        {
            names.Clear();
            counts.Clear();
            GetAnyCounts(names, counts);
        }
    }

    private bool TryGetPlainCounts(List<string> names, List<int> counts)
    {
        try
        {
            return PlainCounts.TryRead(_json.Span, names, counts);
        }
        catch (InvalidOperationException e)
        {
            throw Halved(_file, _place, e);
        }
    }

    private void GetAnyCounts(List<string> names, List<int> counts)
    {
        var reader = Reader();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref reader, _file, _place);
            reader.Read();
            names.Add(name);
            counts.Add(Take(ref reader, _json, _file, PlaceOf(_place, name), levels: 0).GetCount());
        }
    }

    public TokenizerFormatException Unexpected(string expected) =>
        new(_file, _place.Length == 0 ? null : _place, expected, IsNull ? "nothing" : Abbreviate(System.Text.Encoding.UTF8.GetString(_json.Span)));

    private Dictionary<string, JsonPart> Members()
    {
        Require(JsonTokenType.StartObject, "an object");
        if (_members is null)
        {
            var reader = Reader();
            _members = ReadMembers(ref reader, _json, _file, _place, levels: 0);
        }

        return _members;
    }

    /// <summary>The element that a reader of <paramref name="json"/> stands at, with its members to some depth; the reader goes to its end.</summary>
    private static JsonPart Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, string file, string place, int levels)
    {
        var (start, kind) = ((int)reader.TokenStartIndex, reader.TokenType);
        Dictionary<string, JsonPart>? members = null;
        if (levels > 0 && kind == JsonTokenType.StartObject)
        {
            members = ReadMembers(ref reader, json, file, place, levels - 1);
        }
        else
        {
            reader.Skip();
        }

        return new JsonPart(file, place, json[start..(int)reader.BytesConsumed], kind) { _members = members };
    }

    /// <summary>Reads to the object's end. Of a name that is there twice the last counts.</summary>
    private static Dictionary<string, JsonPart> ReadMembers(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, string file, string place, int levels)
    {
        Dictionary<string, JsonPart> members = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = TextOf(ref reader, file, place);
            reader.Read();
            members[name] = Take(ref reader, json, file, PlaceOf(place, name), levels);
        }

        return members;
    }

    /// <summary>A reader that stands at the element's first token.</summary>
    private Utf8JsonReader Reader()
    {
        var reader = new Utf8JsonReader(_json.Span);
        reader.Read();
        return reader;
    }

    /// <summary>A string or name can hold an escaped half of a surrogate pair, which is found only on reading it.</summary>
    private static string TextOf(ref Utf8JsonReader reader, string file, string place)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw Halved(file, place, e);
        }
    }

    private static TokenizerFormatException Halved(string file, string place, InvalidOperationException cause) =>
        new(file, place, "text of whole characters", "half of a surrogate pair", cause);

    private static string PlaceOf(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    private void Require(JsonTokenType kind, string expected)
    {
        if (_kind != kind)
        {
            throw Unexpected(expected);
        }
    }

    private static string Abbreviate(string json) => json.Length <= 80 ? json : json[..80] + "…";
}
