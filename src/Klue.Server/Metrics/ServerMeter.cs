using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Klue.Server.Metrics;

/// <summary>What the server counts, as the meter <c>Klue.Server</c>.</summary>
internal sealed class ServerMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Klue.Server";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _requestDuration;
    private readonly Histogram<double> _rejectDuration;
    private readonly Counter<long> _batchFailures;
    private readonly Histogram<long> _batchTokens;
    private readonly Histogram<long> _batchTexts;
    private readonly Histogram<double> _batchDuration;
    private readonly Histogram<double> _queueDuration;

    public ServerMeter()
    {
        _requests = _meter.CreateCounter<long>("klue.server.requests", description: "Requests answered, by route and status code.");
        _requestDuration = _meter.CreateHistogram<double>("klue.server.request.duration", "s", "From a request's headers to the end of its answer, but for those answered 429.");
        _rejectDuration = _meter.CreateHistogram<double>("klue.server.reject.duration", "s", "The same of requests answered 429.");
        _batchTokens = _meter.CreateHistogram<long>("klue.server.batch.tokens", description: "Tokens of a batch.");
        _batchTexts = _meter.CreateHistogram<long>("klue.server.batch.texts", description: "Texts of a batch.");
        _batchDuration = _meter.CreateHistogram<double>("klue.server.batch.duration", "s", "The computing of a batch.");
        _batchFailures = _meter.CreateCounter<long>("klue.server.batch.failures", description: "Batches that failed.");
        _queueDuration = _meter.CreateHistogram<double>("klue.server.queue.duration", "s", "From a request's tokens being known to its first batch.");
    }

    /// <summary>Whether the instrument belongs to this server.</summary>
    public bool Owns(Instrument instrument) => instrument.Meter == _meter;

    /// <summary>Shows a number that is asked for when metrics are read.</summary>
    public void Watch(string name, string description, Func<long> read) => _meter.CreateObservableGauge(name, read, description: description);

    /// <summary>A request was answered.</summary>
    public void Answered(string route, int status, TimeSpan duration)
    {
        _requests.Add(1, new("route", route), new("status", status));
        (status == 429 ? _rejectDuration : _requestDuration).Record(duration.TotalSeconds);
    }

    /// <summary>A request stands in its first batch.</summary>
    public void Queued(long arrival) => _queueDuration.Record(Stopwatch.GetElapsedTime(arrival).TotalSeconds);

    /// <summary>A batch was computed.</summary>
    public void Computed(int texts, int tokens, TimeSpan duration)
    {
        _batchTexts.Record(texts);
        _batchTokens.Record(tokens);
        _batchDuration.Record(duration.TotalSeconds);
    }

    /// <summary>A batch failed.</summary>
    public void BatchFailed() => _batchFailures.Add(1);

    public void Dispose() => _meter.Dispose();
}
