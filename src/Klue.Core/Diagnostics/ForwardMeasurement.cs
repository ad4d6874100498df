using System.Diagnostics;
using System.Diagnostics.Metrics;
using Klue.Models;

namespace Klue.Diagnostics;

/// <summary>One pass of a batch as listeners see it; while nobody listens, some flags are read and nothing else is done.</summary>
internal readonly struct ForwardMeasurement
{
    private const string Cancelled = "cancelled";

    private static readonly Histogram<double> Durations = KlueDiagnostics.Meter.CreateHistogram<double>(
        KlueDiagnostics.ForwardDuration, "s", "Duration of one pass of a batch.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private static readonly Histogram<int> BatchTexts = KlueDiagnostics.Meter.CreateHistogram<int>(
        KlueDiagnostics.BatchTexts, "{text}", "Texts that ran together in one batch.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] });

    private static readonly Histogram<int> BatchTokens = KlueDiagnostics.Meter.CreateHistogram<int>(
        KlueDiagnostics.BatchTokens, "{token}", "Tokens that ran together in one batch.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384] });

    private static readonly Counter<long> Texts = KlueDiagnostics.Meter.CreateCounter<long>(KlueDiagnostics.Texts, "{text}", "Texts computed.");

    private static readonly Counter<long> Tokens = KlueDiagnostics.Meter.CreateCounter<long>(KlueDiagnostics.Tokens, "{token}", "Tokens computed.");

    private readonly Activity? _activity;
    private readonly long _start;

    private ForwardMeasurement(Activity? activity, long start) => (_activity, _start) = (activity, start);

    // A listener may ask for some of the instruments alone.
    private static bool IsMetered => Durations.Enabled || BatchTexts.Enabled || BatchTokens.Enabled || Texts.Enabled || Tokens.Enabled;

    /// <summary>Begins when a batch does.</summary>
    public static ForwardMeasurement Start(string model, TokenBatch batch)
    {
        var activity = KlueDiagnostics.Source.HasListeners() ? KlueDiagnostics.Source.StartActivity(KlueDiagnostics.ForwardActivity) : null;
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(KlueDiagnostics.ModelTag, model);
            activity.SetTag(KlueDiagnostics.BatchTexts, batch.TextCount);
            activity.SetTag(KlueDiagnostics.BatchTokens, batch.RowCount);
        }

        return new ForwardMeasurement(activity, IsMetered ? Stopwatch.GetTimestamp() : 0);
    }

    /// <summary>Ends with the batch.</summary>
    /// <param name="model">The name that it was begun with.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="isCancelled">Whether the caller cancelled it before its end.</param>
    public void Stop(string model, TokenBatch batch, bool isCancelled)
    {
        if (_start != 0)
        {
            Record(Stopwatch.GetElapsedTime(_start), model, batch, isCancelled);
        }

        if (isCancelled)
        {
            _activity?.SetTag(KlueDiagnostics.ErrorTypeTag, Cancelled).SetStatus(ActivityStatusCode.Error);
        }

        _activity?.Dispose();
    }

    private static void Record(TimeSpan duration, string model, TokenBatch batch, bool isCancelled)
    {
        var tag = new KeyValuePair<string, object?>(KlueDiagnostics.ModelTag, model);
        if (isCancelled)
        {
            Durations.Record(duration.TotalSeconds, tag, new KeyValuePair<string, object?>(KlueDiagnostics.ErrorTypeTag, Cancelled));
            return;
        }

        Durations.Record(duration.TotalSeconds, tag);
        BatchTexts.Record(batch.TextCount, tag);
        BatchTokens.Record(batch.RowCount, tag);
        Texts.Add(batch.TextCount, tag);
        Tokens.Add(batch.RowCount, tag);
    }
}
