using System.Diagnostics;
using Klue.Pipelines;
using Klue.Server.Metrics;

namespace Klue.Server.Batching;

/// <summary>What one request wants computed: the sequences of all its inputs, which go into batches one by one.</summary>
internal sealed class BatchRequest
{
    private readonly TaskCompletionSource _computed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<PipelineJob> _jobs;
    private readonly CancellationToken _cancellationToken;
    private readonly long _arrival = Stopwatch.GetTimestamp();
    private int _job;
    private int _place;
    private int _left;
    private bool _isStarted;

    /// <param name="jobs">The jobs, at least one.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer any more.</param>
    public BatchRequest(IReadOnlyList<PipelineJob> jobs, CancellationToken cancellationToken)
    {
        (_jobs, _cancellationToken) = (jobs, cancellationToken);
        _left = jobs.Sum(job => job.Sequences.Count);
    }

    /// <summary>Ends when every sequence has been computed, or with the exception of a batch.</summary>
    public Task Computed => _computed.Task;

    /// <summary>Whether nobody waits for the answer any more.</summary>
    public bool IsAbandoned => _cancellationToken.IsCancellationRequested || _computed.Task.IsCompleted;

    /// <summary>Whether some sequence is in no batch yet.</summary>
    public bool HasNext => _job < _jobs.Count;

    /// <summary>The next sequence that is in no batch yet.</summary>
    public PipelineSequence Next => new(_jobs[_job], _place);

    /// <summary>Takes the next sequence.</summary>
    public PipelineSequence TakeNext()
    {
        var next = Next;
        if (++_place == _jobs[_job].Sequences.Count)
        {
            (_job, _place) = (_job + 1, 0);
        }

        return next;
    }

    /// <summary>Says that a batch with a sequence of it begins; the first time, how long it waited is counted.</summary>
    public void ReportStart(ServerMeter meter)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            meter.Queued(_arrival);
        }
    }

    /// <summary>Says that one of the sequences has been computed.</summary>
    public void Complete()
    {
        if (--_left == 0)
        {
            _computed.TrySetResult();
        }
    }

    /// <summary>Says that a batch failed.</summary>
    public void Fail(Exception exception) => _computed.TrySetException(exception);

    /// <summary>Says that the request is given up.</summary>
    public void Abandon() => _computed.TrySetCanceled(_cancellationToken);
}
