using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Klue.Server.Metrics;

/// <summary>
/// Listens to the meters of the server, of Klue's core and of the runtime, and writes what they measured in Prometheus' text format
/// (version 0.0.4).
/// </summary>
internal sealed class PrometheusExporter : IDisposable
{
    /// <summary>The format's Content-Type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] SharedMeters = ["Klue", "System.Runtime"];
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private static readonly double[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricSeries> _series = new();

    public PrometheusExporter(ServerMeter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other servers in this process have a meter of the same name.
            if (meter.Owns(instrument) || SharedMeters.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument, _series.GetOrAdd(instrument, NewSeries));
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, state) => Record(instrument, value, tags, state));
        _listener.Start();
    }

    /// <summary>Everything that was measured so far.</summary>
    public string Export()
    {
        _listener.RecordObservableInstruments();
        var writer = new StringWriter { NewLine = "\n" };
        foreach (var (_, series) in _series.OrderBy(pair => pair.Key.Name, StringComparer.Ordinal))
        {
            series.Write(writer);
        }

        return writer.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        ((MetricSeries)state!).Record(value, tags, isTotal: instrument.IsObservable || instrument.GetType().Name == "Gauge`1");

    private static MetricSeries NewSeries(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        return type.StartsWith("Histogram", StringComparison.Ordinal) ? new MetricSeries(instrument, "histogram", instrument.Unit == "s" ? Seconds : Counts)
            : type is "Counter`1" or "ObservableCounter`1" ? new MetricSeries(instrument, "counter", [])
            : new MetricSeries(instrument, "gauge", []);
    }
}
