using System.Text.Json;
using Klue.Configuration;
using Klue.Tasks.Data;

namespace Klue.Conversion.Sources;

/// <summary>The texts of a file: a text a line, or, where the name ends in <c>.jsonl</c>, an object a line with <c>text</c> and perhaps <c>text_pair</c> and <c>label</c>.</summary>
internal static class SampleTexts
{
    /// <summary>Reads the first texts of a file, empty lines aside.</summary>
    /// <exception cref="KlueException">It cannot be read, is not UTF-8, or a line is no such object.</exception>
    public static IReadOnlyList<SampleText> Read(string path, int count)
    {
        var isJson = path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);
        return [.. Utf8LineReader.Lines(path)
            .Where(line => !string.IsNullOrWhiteSpace(line.Text))
            .Take(count)
            .Select(line => isJson ? Parse(path, line.Number, line.Text) : new SampleText(line.Text, null, null))];
    }

    private static SampleText Parse(string path, long number, string line)
    {
        var place = $"line {number}";
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = new JsonSection(path, place, json.RootElement.Clone());
            return new SampleText(row.GetString("text"), row.GetNullableString("text_pair"), row.GetNullableString("label"));
        }
        catch (JsonException)
        {
            throw new ConfigurationException(path, place, "a JSON object", Quoted.Text(line));
        }
    }
}
