using System.Text.Json;

namespace Klue.Cli.Input;

/// <summary>One row of a JSONL file: a JSON object. Fields that nobody asks for, such as a label, are the file's own business.</summary>
internal sealed class JsonRow : IDisposable
{
    private readonly TextLine _line;
    private readonly JsonDocument _document;

    /// <summary>Reads a row.</summary>
    /// <exception cref="UsageException">The line is no JSON object.</exception>
    public JsonRow(TextLine line)
    {
        _line = line;
        try
        {
            _document = JsonDocument.Parse(line.Text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            // The reader names the place of what it cannot read; of a key that stands twice it names the key only.
            var fault = exception.BytePositionInLine is { } place ? $"an error at byte {place + 1} of the line." : exception.Message;
            throw line.Error($"not a JSON row: {fault}", exception);
        }

        if (_document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw line.Error($"expected a JSON object, found {Describe(_document.RootElement)}.");
        }
    }

    /// <summary>Where the row stands.</summary>
    public TextLine Line => _line;

    /// <summary>A field's value, or null where it is missing or null.</summary>
    public JsonElement? Find(string field) =>
        _document.RootElement.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A field's text, or null where it is missing or null.</summary>
    /// <exception cref="UsageException">It is no string.</exception>
    public string? FindString(string field) => Find(field) is { } value ? Text(field, value) : null;

    /// <summary>A field's text.</summary>
    /// <exception cref="UsageException">It is missing or no string.</exception>
    public string GetString(string field) => FindString(field) ?? throw _line.Error($"field \"{field}\" is missing.");

    /// <summary>A value as text.</summary>
    /// <exception cref="UsageException">It is no string.</exception>
    public string Text(string field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw _line.Error($"field \"{field}\": expected a string, found {Describe(value)}.");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            // An escaped half of a surrogate pair is valid JSON but no text.
            throw _line.Error($"field \"{field}\": expected text, found an unpaired surrogate.", exception);
        }
    }

    /// <summary>An error about a field of this row.</summary>
    public UsageException Error(string field, string expected, JsonElement found) =>
        _line.Error($"field \"{field}\": expected {expected}, found {Describe(found)}.");

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"{value.GetRawText()}",
        JsonValueKind.True or JsonValueKind.False => value.ValueKind.ToString().ToLowerInvariant(),
        _ => "null",
    };
}
