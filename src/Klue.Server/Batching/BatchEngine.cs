using System.Diagnostics;
using Klue.Pipelines;
using Klue.Server.Metrics;
using Microsoft.Extensions.Logging;

namespace Klue.Server.Batching;

/// <summary>
/// Computes one batch after another, of all models, on a thread of its own; the kernels take the other processors. While a batch runs,
/// those that come wait together and make the next one; when none runs, the first that comes starts at once.
/// </summary>
internal sealed partial class BatchEngine : IDisposable
{
    private readonly BatchQueue _queue;
    private readonly ServerMeter _meter;
    private readonly ILogger<BatchEngine> _logger;
    private readonly Thread _thread;

    public BatchEngine(ServerOptions options, ServerMeter meter, ILogger<BatchEngine> logger)
    {
        (_queue, _meter, _logger) = (new BatchQueue(options.MaxBatchTokens), meter, logger);
        meter.Watch("klue.server.queue.requests", "Requests that wait for a place in a batch.", () => _queue.Count);
        _thread = new Thread(Run) { IsBackground = true, Name = "Klue batches" };
        _thread.Start();
    }

    /// <summary>Whether batches are computed.</summary>
    public bool IsAlive => _thread.IsAlive;

    /// <summary>Computes jobs in batches with those of others.</summary>
    /// <param name="jobs">The jobs, at least one.</param>
    /// <param name="cancellationToken">Ends the waiting at once and the computing within a layer.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task ComputeAsync(IReadOnlyList<PipelineJob> jobs, CancellationToken cancellationToken)
    {
        var request = new BatchRequest(jobs, cancellationToken);
        _queue.Add(request);
        using var abandoned = cancellationToken.UnsafeRegister(static state => ((BatchRequest)state!).Abandon(), request);
        await request.Computed.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
    }

    private void Run()
    {
        while (_queue.TryTake(out var batch))
        {
            Compute(batch);
        }
    }

    private void Compute(List<BatchItem> batch)
    {
        var start = Stopwatch.GetTimestamp();
        foreach (var request in batch.Select(item => item.Request).Distinct())
        {
            request.ReportStart(_meter);
        }

        try
        {
            PipelineJob.Compute([.. batch.Select(item => item.Sequence)], place => batch[place].Request.IsAbandoned);
            _meter.Computed(batch.Count, batch.Sum(item => item.Sequence.Encoding.Count), Stopwatch.GetElapsedTime(start));
            batch.ForEach(item => item.Request.Complete());
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for any of them.
        }
        catch (Exception exception)
        {
            _meter.BatchFailed();
            LogFailure(exception, batch.Count);
            batch.ForEach(item => item.Request.Fail(exception));
        }
    }

    [LoggerMessage(LogLevel.Error, "A batch of {Texts} texts failed.")]
    private partial void LogFailure(Exception exception, int texts);
}
