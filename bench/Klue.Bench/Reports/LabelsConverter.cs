using System.Text.Json;
using System.Text.Json.Serialization;
using Klue.Bench.Timing;

namespace Klue.Bench.Reports;

/// <summary>Labels as one object: <c>{"m": "8", "n": "768"}</c>.</summary>
internal sealed class LabelsConverter : JsonConverter<IReadOnlyList<Label>>
{
    public override IReadOnlyList<Label> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Expected an object of labels, found {reader.TokenType}.");
        }

        var labels = new List<Label>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            labels.Add(reader.TokenType == JsonTokenType.String
                ? new Label(name, reader.GetString()!)
                : throw new JsonException($"Expected a string as label '{name}', found {reader.TokenType}."));
        }

        return labels;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Label> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var label in value)
        {
            writer.WriteString(label.Name, label.Value);
        }

        writer.WriteEndObject();
    }
}
