using Klue.Pipelines;

namespace Klue.Server;

/// <summary>
/// The pipelines of a model, one for each set of options, so that requests which ask for the same can be in one batch. Only options
/// of which there are few may be looked up.
/// </summary>
internal sealed class PipelineCache : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PipelineOptions, object> _pipelines = [];

    /// <summary>The pipeline of these options, made when it is first asked for.</summary>
    public TPipeline Get<TOptions, TPipeline>(TOptions options, Func<TOptions, TPipeline> create)
        where TOptions : PipelineOptions
        where TPipeline : class
    {
        lock (_lock)
        {
            if (!_pipelines.TryGetValue(options, out var pipeline))
            {
                _pipelines.Add(options, pipeline = create(options));
            }

            return (TPipeline)pipeline;
        }
    }

    public void Dispose()
    {
        foreach (var pipeline in _pipelines.Values.OfType<IDisposable>())
        {
            pipeline.Dispose();
        }
    }
}
