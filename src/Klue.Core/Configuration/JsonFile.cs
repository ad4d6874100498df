using System.Text.Json;
using System.Text.Unicode;
using Klue.IO;

namespace Klue.Configuration;

/// <summary>
/// The JSON files of a model folder, read strictly: UTF-8 (a byte order mark is passed over, as RFC 8259 allows), no
/// comments, no trailing commas, no key twice, at most 64 levels.
/// </summary>
internal static class JsonFile
{
    // The largest real ones, indexes of models in thousands of shards, stay far below.
    private const int MaxLength = 100_000_000;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Reads a file whose top level is an object.</summary>
    /// <exception cref="FileAccessException">The file cannot be read.</exception>
    /// <exception cref="ConfigurationException">It is not strict JSON, or no object.</exception>
    public static JsonSection ReadObject(string path) => new(path, null, Read(path));

    /// <summary>Reads a file whose top level is an array of objects.</summary>
    /// <exception cref="FileAccessException">The file cannot be read.</exception>
    /// <exception cref="ConfigurationException">It is not strict JSON, or no array of objects.</exception>
    public static IReadOnlyList<JsonSection> ReadObjects(string path)
    {
        var array = Read(path);
        return array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Select((element, place) => new JsonSection(path, $"[{place}]", element))]
            : throw new ConfigurationException(path, null, "a JSON array", JsonSection.Kind(array));
    }

    private static JsonElement Read(string path)
    {
        ReadOnlyMemory<byte> json = FileReading.ReadAll(path, MaxLength);
        if (json.Span.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        if (!Utf8.IsValid(json.Span))
        {
            throw new ConfigurationException(path, null, "UTF-8", "bytes that are not UTF-8");
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            // The reader names the place of what it cannot read; of a key that stands twice it names the key only.
            var fault = exception.LineNumber is { } line
                ? $"an error in line {line + 1}, byte {exception.BytePositionInLine + 1}"
                : Quoted.Text(exception.Message);
            throw new ConfigurationException(path, null, "strict JSON", fault);
        }
        catch (InvalidOperationException)
        {
            throw new ConfigurationException(path, null, "strict JSON", "a key with a lone surrogate");
        }
    }
}
