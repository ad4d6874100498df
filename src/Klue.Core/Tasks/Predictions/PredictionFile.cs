using System.Text.Encodings.Web;
using System.Text.Json;
using Klue.IO;
using Klue.Tasks.Data;

namespace Klue.Tasks.Predictions;

/// <summary>Prediction files: JSON Lines in UTF-8, one row an example.</summary>
public static class PredictionFile
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the rows of a file one at a time; empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TaskDataException">A row is malformed or its guid repeats; thrown when the enumeration reaches it.</exception>
    /// <exception cref="FileAccessException">The file cannot be read.</exception>
    public static IEnumerable<TPrediction> Read<TPrediction>(string path)
        where TPrediction : IPrediction<TPrediction> => Rows<TPrediction>(path).Select(row => row.Prediction);

    /// <summary>Writes rows that <see cref="Read"/> reads; Korean text stays as it is.</summary>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="predictions">The rows; each is written before the next is asked for.</param>
    public static void Write<TPrediction>(Stream stream, IEnumerable<TPrediction> predictions)
        where TPrediction : IPrediction<TPrediction>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(predictions);
        using var writer = new Utf8JsonWriter(stream, Readable);
        foreach (var prediction in predictions)
        {
            writer.WriteStartObject();
            writer.WriteString("guid", prediction.Id);
            prediction.WriteMembers(writer);
            writer.WriteEndObject();
            writer.Flush();
            stream.WriteByte((byte)'\n');
            writer.Reset();
        }
    }

    internal static IEnumerable<(TPrediction Prediction, DataLocation Location)> Rows<TPrediction>(string path)
        where TPrediction : IPrediction<TPrediction>
    {
        var guids = new GuidRegister();
        foreach (var (number, line) in Utf8LineReader.Lines(path))
        {
            if (line.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            var location = new DataLocation(path, number);
            using var document = Parse(line, location);
            var (id, row) = guids.Register(new JsonRow(document.RootElement, location));
            yield return (TPrediction.Read(id, document.RootElement, row.Location), row.Location);
        }
    }

    private static JsonDocument Parse(string line, DataLocation location)
    {
        try
        {
            var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new TaskDataException(location, "a JSON object", "another value");
        }
        catch (JsonException fault)
        {
            throw new TaskDataException(location, "a JSON object on one line", "something else", fault);
        }
    }
}
