using System.Diagnostics.Metrics;
using Klue.Diagnostics;

namespace Klue.Core.Tests.Diagnostics;

/// <summary>The measurements of one model, as a listener hears them.</summary>
internal sealed class MeterRecord : IDisposable
{
    private readonly string _model;
    private readonly MeterListener _listener = new();
    private readonly List<(string Instrument, double Value, string? Error)> _values = [];

    public MeterRecord(string model)
    {
        _model = model;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == KlueDiagnostics.SourceName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<double> Values(string instrument, string? error = null)
    {
        lock (_values)
        {
            return [.. _values.Where(value => value.Instrument == instrument && value.Error == error).Select(value => value.Value)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
        if (named[KlueDiagnostics.ModelTag] == _model)
        {
            lock (_values)
            {
                _values.Add((instrument.Name, value, named.GetValueOrDefault(KlueDiagnostics.ErrorTypeTag)));
            }
        }
    }
}
