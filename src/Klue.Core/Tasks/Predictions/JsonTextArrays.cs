using System.Text.Json;

namespace Klue.Tasks.Predictions;

internal static class JsonTextArrays
{
    /// <summary>Writes a member that is an array of strings.</summary>
    public static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
