using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Klue.Server.Metrics;

/// <summary>What one instrument has measured, by its tags.</summary>
/// <param name="instrument">The instrument.</param>
/// <param name="kind">Prometheus' type: counter, gauge or histogram.</param>
/// <param name="bounds">The upper bounds of a histogram's buckets; empty for other types.</param>
internal sealed class MetricSeries(Instrument instrument, string kind, IReadOnlyList<double> bounds)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MetricValue> _values = [];

    /// <summary>Adds to a counter or a histogram, sets a gauge.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, bool isTotal)
    {
        var labels = Labels(tags);
        lock (_lock)
        {
            if (!_values.TryGetValue(labels, out var found))
            {
                _values.Add(labels, found = new MetricValue(bounds.Count));
            }

            if (isTotal)
            {
                found.Sum = value;
                return;
            }

            found.Sum += value;
            found.Count++;
            for (var bucket = 0; bucket < bounds.Count; bucket++)
            {
                found.Buckets[bucket] += value <= bounds[bucket] ? 1 : 0;
            }
        }
    }

    /// <summary>Writes the series as Prometheus reads it.</summary>
    public void Write(TextWriter writer)
    {
        var name = Name();
        lock (_lock)
        {
            writer.Write($"# HELP {name} {instrument.Description?.ReplaceLineEndings(" ")}\n# TYPE {name} {kind}\n");
            foreach (var (labels, value) in _values)
            {
                if (kind != "histogram")
                {
                    WriteSample(writer, name, labels, value.Sum);
                    continue;
                }

                for (var bucket = 0; bucket < bounds.Count; bucket++)
                {
                    WriteSample(writer, $"{name}_bucket", With(labels, $"le=\"{Number(bounds[bucket])}\""), value.Buckets[bucket]);
                }

                WriteSample(writer, $"{name}_bucket", With(labels, "le=\"+Inf\""), value.Count);
                WriteSample(writer, $"{name}_sum", labels, value.Sum);
                WriteSample(writer, $"{name}_count", labels, value.Count);
            }
        }
    }

    private string Name()
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = string.Concat(instrument.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return $"{name}{(name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit)}{(kind == "counter" ? "_total" : "")}";
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(labels.Length == 0 ? "" : ",")
                .Append(key.Replace('.', '_'))
                .Append("=\"").Append(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }

        return labels.ToString();
    }

    private static string With(string labels, string more) => labels.Length == 0 ? more : $"{labels},{more}";

    private static void WriteSample(TextWriter writer, string name, string labels, double value) =>
        writer.Write($"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {Number(value)}\n");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
