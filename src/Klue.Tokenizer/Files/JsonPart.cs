using System.Text.Json;
using System.Text.Unicode;

namespace Klue.Tokenizer.Files;

/// <summary>An element of a JSON file that knows its file and place, so that every error can name them.</summary>
internal sealed class JsonPart
{
    private readonly string _file;
    private readonly string _place;
    private readonly JsonElement _element;

    private JsonPart(string file, string place, JsonElement element)
    {
        _file = file;
        _place = place;
        _element = element;
    }

    /// <summary>Parses a file. The document has to live as long as its parts are read.</summary>
    /// <exception cref="TokenizerFormatException">It is no UTF-8, or no JSON.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string file, out JsonPart root)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new TokenizerFormatException(file, null, "UTF-8", "other bytes");
        }

        try
        {
            var document = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
            root = new JsonPart(file, "", document.RootElement);
            return document;
        }
        catch (JsonException e)
        {
            throw new TokenizerFormatException(file, $"line {e.LineNumber + 1}", "JSON", e.Message, e);
        }
    }

    public bool IsNull => _element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public bool IsString => _element.ValueKind == JsonValueKind.String;

    /// <summary>Whether the object has a member of that name, be it null.</summary>
    public bool Has(string name)
    {
        Require(JsonValueKind.Object, "an object");
        return _element.TryGetProperty(name, out _);
    }

    /// <summary>The element of that name, null or not.</summary>
    public JsonPart this[string name]
    {
        get
        {
            Require(JsonValueKind.Object, "an object");
            return new JsonPart(_file, _place.Length == 0 ? name : $"{_place}.{name}",
                _element.TryGetProperty(name, out var element) ? element : default);
        }
    }

    public string GetString()
    {
        Require(JsonValueKind.String, "a string");
        try
        {
            return _element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Unexpected("a string of whole characters");
        }
    }

    public bool GetBoolean() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unexpected("true or false"),
    };

    /// <summary>A number that counts something.</summary>
    public int GetCount()
    {
        Require(JsonValueKind.Number, "a number");
        return _element.TryGetInt32(out var value) && value >= 0 ? value : throw Unexpected("a whole number from 0 to 2147483647");
    }

    /// <summary>A number that counts something, or null when it is beyond any count: Hugging Face writes 1e30 for "no limit".</summary>
    public int? GetCountOrUnlimited()
    {
        Require(JsonValueKind.Number, "a number");
        return _element.GetDouble() > int.MaxValue ? null : GetCount();
    }

    /// <summary>The elements of an array.</summary>
    public IEnumerable<JsonPart> Items()
    {
        Require(JsonValueKind.Array, "an array");
        return _element.EnumerateArray().Select((element, i) => new JsonPart(_file, $"{_place}[{i}]", element));
    }

    /// <summary>The names of an object's members.</summary>
    public IEnumerable<string> Names()
    {
        Require(JsonValueKind.Object, "an object");
        return _element.EnumerateObject().Select(NameOf);
    }

    /// <summary>Reads an object of counts into two lists, without making a part of each.</summary>
    public void GetCounts(List<string> names, List<int> counts)
    {
        Require(JsonValueKind.Object, "an object");
        foreach (var member in _element.EnumerateObject())
        {
            names.Add(NameOf(member));
            counts.Add(member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var count) && count >= 0
                ? count
                : new JsonPart(_file, $"{_place}.{member.Name}", member.Value).GetCount());
        }
    }

    public TokenizerFormatException Unexpected(string expected) =>
        new(_file, _place.Length == 0 ? null : _place, expected, IsNull ? "nothing" : Abbreviate(_element.GetRawText()));

    /// <summary>A name can hold an escaped half of a surrogate pair, which is found only on reading it.</summary>
    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Unexpected("names of whole characters");
        }
    }

    private void Require(JsonValueKind kind, string expected)
    {
        if (_element.ValueKind != kind)
        {
            throw Unexpected(expected);
        }
    }

    private static string Abbreviate(string json) => json.Length <= 80 ? json : json[..80] + "…";
}
