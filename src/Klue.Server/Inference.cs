using Klue.Models;
using Klue.Pipelines;
using Klue.Server.Batching;
using Klue.Server.Errors;

namespace Klue.Server;

/// <summary>What every route does with the models: find one, check what is asked, compute in batches with other requests.</summary>
internal sealed class Inference(ModelRegistry registry, BatchEngine engine, ServerOptions options)
{
    /// <summary>The model of that name, or without a name the first that can do the task.</summary>
    /// <exception cref="RequestException">There is none of that name, or none that can.</exception>
    public ServedModel Find(ServedTask task, string? name = null)
    {
        if (name is null)
        {
            return registry.FindFor(task)
                ?? throw new RequestException(ErrorKind.NoHead, $"No served model has a head for {TaskNames.Of(task)}.");
        }

        var model = Find(name);
        return model.Can(task)
            ? model
            : throw new RequestException(ErrorKind.NoHead, $"The model '{model.Name}' has no head for {TaskNames.Of(task)}.");
    }

    /// <summary>The model of that name.</summary>
    /// <exception cref="RequestException">There is none.</exception>
    public ServedModel Find(string name) => registry.Models.FirstOrDefault(model => model.Name == name)
        ?? throw new RequestException(ErrorKind.NoSuchModel, $"There is no such model; served are: {string.Join(", ", registry.Models.Select(model => model.Name))}.");

    /// <summary>Refuses a request with no input or too many.</summary>
    /// <param name="name">The name of the inputs.</param>
    /// <param name="count">How many there are.</param>
    /// <exception cref="RequestException">None, or more than one request may have.</exception>
    public void CheckCount(string name, int count)
    {
        if (count == 0)
        {
            throw new RequestException(ErrorKind.Empty, $"'{name}' is empty.");
        }

        if (count > options.MaxInputs)
        {
            throw new RequestException(ErrorKind.TooLarge, $"'{name}' holds {count} inputs; a request may have {options.MaxInputs}.");
        }
    }

    /// <summary>Answers the inputs of a request, in their order.</summary>
    /// <param name="pipeline">What answers them.</param>
    /// <param name="name">The name of the inputs.</param>
    /// <param name="inputs">The inputs; their number is checked.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <exception cref="RequestException">Too few inputs, too many, or one that does not fit.</exception>
    public async Task<TResult[]> RunAsync<TInput, TOutput, TResult>(
        Pipeline<TInput, TOutput, TResult> pipeline, string name, IReadOnlyList<TInput> inputs, CancellationToken cancellationToken)
        where TInput : notnull
    {
        CheckCount(name, inputs.Count);
        var jobs = new PipelineJob<TResult>[inputs.Count];
        for (var i = 0; i < jobs.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            jobs[i] = Begin(pipeline, inputs[i], inputs.Count == 1 ? "" : $"{name}[{i}]: ");
        }

        await engine.ComputeAsync(jobs, cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(jobs, job => job.Result);
    }

    private PipelineJob<TResult> Begin<TInput, TOutput, TResult>(Pipeline<TInput, TOutput, TResult> pipeline, TInput input, string place)
        where TInput : notnull
    {
        PipelineJob<TResult> job;
        try
        {
            job = pipeline.Begin(input);
        }
        catch (InputException exception)
        {
            throw new RequestException(RequestFault.Of(exception).Kind, place + exception.Message);
        }

        return job.Sequences.All(sequence => sequence.Count <= options.MaxBatchTokens)
            ? job
            : throw new RequestException(ErrorKind.TooLarge, $"{place}The text has more than the {options.MaxBatchTokens} tokens of a batch.");
    }
}
