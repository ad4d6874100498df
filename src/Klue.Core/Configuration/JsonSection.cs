using System.Text.Json;

namespace Klue.Configuration;

/// <summary>
/// One object of a JSON file. Every reader takes the key, holds the value against the type it must have and, when it
/// has another, names file, key, expectation and finding.
/// </summary>
internal readonly struct JsonSection
{
    private readonly string? _path;
    private readonly JsonElement _element;

    /// <exception cref="ConfigurationException">The element is no object.</exception>
    public JsonSection(string file, string? path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ConfigurationException(file, path, "a JSON object", Kind(element));
        }

        (File, _path, _element) = (file, path, element);
    }

    /// <summary>The file, as it was named when opened.</summary>
    public string File { get; }

    /// <summary>All keys, in the order of the file.</summary>
    public IEnumerable<string> Keys => _element.EnumerateObject().Select(property => property.Name);

    /// <summary>The whole object as strings by key, in the order of the file; an error when a value is no string.</summary>
    public IEnumerable<KeyValuePair<string, string>> EnumerateStrings()
    {
        foreach (var property in _element.EnumerateObject())
        {
            yield return new(property.Name, Text(property.Name, property.Value));
        }
    }

    /// <summary>
    /// The whole object as integers by key, in the order of the file; an error when a value is no integer from
    /// <paramref name="minimum"/> on.
    /// </summary>
    public IEnumerable<KeyValuePair<string, int>> EnumerateInt32s(int minimum)
    {
        foreach (var property in _element.EnumerateObject())
        {
            yield return new(property.Name, Int32(property.Name, property.Value, minimum));
        }
    }

    /// <summary>An integer from <paramref name="minimum"/> on; the fallback when the key is missing.</summary>
    public int GetInt32(string key, int? fallback, int minimum) => Find(key) switch
    {
        null when fallback is { } value => value,
        null => throw Missing(key, "an integer"),
        { } element => Int32(key, element, minimum),
    };

    /// <summary>Like <see cref="GetInt32"/>, but null also stands for a missing key.</summary>
    public int? GetNullableInt32(string key, int minimum) => IsMissingOrNull(key) ? null : GetInt32(key, null, minimum);

    /// <summary>A number above 0; the fallback when the key is missing.</summary>
    public double GetPositive(string key, double fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.Number } element when element.GetDouble() is > 0 and < double.PositiveInfinity and var value => value,
        { } element => throw Unfit(key, "a number above 0", element),
    };

    /// <summary>true or false; the fallback when the key is missing.</summary>
    public bool GetBoolean(string key, bool fallback) => Find(key) switch
    {
        null => fallback,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } element => throw Unfit(key, "true or false", element),
    };

    /// <summary>A string; the fallback when the key is missing, an error when there is no fallback.</summary>
    public string GetString(string key, string? fallback = null) => Find(key) switch
    {
        null => fallback ?? throw Missing(key, "a string"),
        { } element => Text(key, element),
    };

    /// <summary>A string; null when the key is missing or its value null.</summary>
    public string? GetNullableString(string key) => IsMissingOrNull(key) ? null : GetString(key);

    /// <summary>An array of strings; empty when the key is missing or its value null.</summary>
    public IReadOnlyList<string> GetStrings(string key)
    {
        if (IsMissingOrNull(key))
        {
            return [];
        }

        var (element, section) = (Find(key)!.Value, this);
        return element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select((item, place) => section.Text($"{key}[{place}]", item))]
            : throw Unfit(key, "an array of strings", element);
    }

    /// <summary>An object; an error when the key is missing.</summary>
    public JsonSection GetSection(string key) =>
        Find(key) is { } element ? new JsonSection(File, Under(key), element) : throw Missing(key, "a JSON object");

    /// <summary>An object; null when the key is missing or its value null.</summary>
    public JsonSection? GetNullableSection(string key) => IsMissingOrNull(key) ? null : GetSection(key);

    /// <summary>An error about one key of this object.</summary>
    public ConfigurationException Error(string key, string expected, string found) => new(File, Under(key), expected, found);

    /// <summary>What kind of JSON value an element is, in words.</summary>
    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    private JsonElement? Find(string key) => _element.TryGetProperty(key, out var element) ? element : null;

    private bool IsMissingOrNull(string key) => Find(key) is null or { ValueKind: JsonValueKind.Null };

    private string Under(string key) => _path is null ? key : $"{_path}.{key}";

    private int Int32(string key, JsonElement element, int minimum) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) && value >= minimum
            ? value
            : throw Unfit(key, $"a 32-bit integer of at least {minimum}", element);

    private string Text(string key, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            throw Unfit(key, "a string", element);
        }

        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Error(key, "a string of Unicode text", "a lone surrogate");
        }
    }

    private ConfigurationException Missing(string key, string expected) => Error(key, expected, "no such key");

    private ConfigurationException Unfit(string key, string expected, JsonElement element) => Error(
        key,
        expected,
        element.ValueKind is JsonValueKind.Number or JsonValueKind.String ? Quoted.Text(element.GetRawText()) : Kind(element));
}
