using System.Globalization;
using System.Text.Json;

namespace Klue.Cli.Output;

/// <summary>Writes facts: a line each for people and pipes, a field each in JSON.</summary>
internal static class FactList
{
    /// <summary>Writes a line of JSON, or a table.</summary>
    public static void Write(this IEnumerable<Fact> facts, CommandHost host, bool asJson)
    {
        if (!asJson)
        {
            facts.WriteTable(host);
            return;
        }

        using var writer = new JsonRowWriter(host.Output);
        writer.Write(json =>
        {
            json.WriteStartObject();
            facts.WriteFields(json);
            json.WriteEndObject();
        });
    }

    /// <summary>Writes a table of two columns.</summary>
    public static void WriteTable(this IEnumerable<Fact> facts, CommandHost host)
    {
        var table = new TextTable("", "");
        foreach (var (name, value) in facts)
        {
            table.AddRow(name, value is long or int
                ? string.Create(CultureInfo.InvariantCulture, $"{value:N0}")
                : string.Create(CultureInfo.InvariantCulture, $"{value}"));
        }

        table.Write(host, header: false);
    }

    /// <summary>Writes the fields of a JSON object that is open.</summary>
    public static void WriteFields(this IEnumerable<Fact> facts, Utf8JsonWriter json)
    {
        foreach (var (name, value) in facts)
        {
            switch (value)
            {
                case null: json.WriteNull(name); break;
                case int number: json.WriteNumber(name, number); break;
                case long number: json.WriteNumber(name, number); break;
                case double number: json.WriteNumber(name, number); break;
                case bool flag: json.WriteBoolean(name, flag); break;
                default: json.WriteString(name, $"{value}"); break;
            }
        }
    }
}
