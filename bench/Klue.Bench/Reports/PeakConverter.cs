using System.Text.Json;
using System.Text.Json.Serialization;
using Klue.Bench.Peaks;

namespace Klue.Bench.Reports;

/// <summary>A peak by its name.</summary>
internal sealed class PeakConverter : JsonConverter<Peak>
{
    public override Peak Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return Peak.All.FirstOrDefault(peak => peak.Name == name)
            ?? throw new JsonException($"Expected the name of a peak ({string.Join(", ", Peak.All.Select(peak => peak.Name))}), found '{name}'.");
    }

    public override void Write(Utf8JsonWriter writer, Peak value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
