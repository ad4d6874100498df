using System.Runtime.CompilerServices;
using Klue.Models;

namespace Klue.Pipelines;

/// <content>
/// Inputs without end, in bounded memory. They are read in windows of some batches; while one window is computed, the
/// next is read and tokenised.
/// </content>
public abstract partial class Pipeline<TInput, TOutput, TResult>
{
    /// <summary>
    /// How many batches a window holds: enough that sorting by length finds like ones, few enough that
    /// their outputs fit into memory and the first answers come soon.
    /// </summary>
    protected virtual int BatchesPerWindow => 8;

    /// <summary>Answers inputs as they are read, in their order, in memory that does not grow with their number.</summary>
    /// <param name="inputs">
    /// The inputs. A window of them is read ahead, on one thread at a time but not always the same.
    /// </param>
    /// <param name="cancellationToken">Looked at between two layers.</param>
    /// <exception cref="InputException">
    /// An input does not fit; <see cref="InputException.Index"/> says which. The answers to all before it come first, as
    /// they do when the source itself throws.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<TResult> Stream(IEnumerable<TInput> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return StreamWindows(inputs, cancellationToken);
    }

    /// <summary>Answers inputs as they are read, as <see cref="Stream"/> does, without blocking the caller's thread.</summary>
    /// <inheritdoc cref="Stream"/>
    public IAsyncEnumerable<TResult> StreamAsync(IAsyncEnumerable<TInput> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return StreamWindowsAsync(inputs, cancellationToken);
    }

    private IEnumerable<TResult> StreamWindows(IEnumerable<TInput> inputs, CancellationToken cancellationToken)
    {
        using var source = inputs.GetEnumerator();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batch = new TokenBatch(Model.Config);
        var window = Read(0, source, stop.Token);
        Task<InputWindow<TInput>>? next = null;
        try
        {
            while (true)
            {
                next = window.IsLast ? null : Task.Run(() => Read(window.End, source, stop.Token), stop.Token);
                var outputs = Compute(window.Sequences, batch, stop.Token);
                for (var i = 0; i < window.Count; i++)
                {
                    yield return Decode(window.Input(i), window.SequencesOf(i), window.OutputsOf(i, outputs));
                }

                window.Failure?.Throw();
                if (next is null)
                {
                    yield break;
                }

                window = next.GetAwaiter().GetResult();
            }
        }
        finally
        {
            stop.Cancel();
            Settle(next).GetAwaiter().GetResult();
        }
    }

    private async IAsyncEnumerable<TResult> StreamWindowsAsync(
        IAsyncEnumerable<TInput> inputs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var source = inputs.GetAsyncEnumerator(stop.Token);
        await using var disposal = source.ConfigureAwait(false);
        var batch = new TokenBatch(Model.Config);
        var next = Task.Run(() => ReadAsync(0, source, stop.Token), stop.Token);
        try
        {
            while (next is not null)
            {
                var window = await next.ConfigureAwait(false);
                next = window.IsLast ? null : Task.Run(() => ReadAsync(window.End, source, stop.Token), stop.Token);
                var outputs = await Task.Run(() => Compute(window.Sequences, batch, stop.Token), stop.Token).ConfigureAwait(false);
                for (var i = 0; i < window.Count; i++)
                {
                    yield return Decode(window.Input(i), window.SequencesOf(i), window.OutputsOf(i, outputs));
                }

                window.Failure?.Throw();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Settle(next);
        }
    }

    private InputWindow<TInput> Read(long first, IEnumerator<TInput> source, CancellationToken cancellationToken)
    {
        var window = NewWindow(first);
        try
        {
            while (!window.IsFull && source.MoveNext())
            {
                Add(window, source.Current, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            window.Fail(exception);
        }

        return Tokenize(window, cancellationToken);
    }

    private async Task<InputWindow<TInput>> ReadAsync(long first, IAsyncEnumerator<TInput> source, CancellationToken cancellationToken)
    {
        var window = NewWindow(first);
        try
        {
            while (!window.IsFull && await source.MoveNextAsync().ConfigureAwait(false))
            {
                Add(window, source.Current, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            window.Fail(exception);
        }

        return Tokenize(window, cancellationToken);
    }

    private InputWindow<TInput> NewWindow(long first) => new(first, (long)BatchesPerWindow * _tokensPerBatch);

    private void Add(InputWindow<TInput> window, TInput input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(input);
        window.Add(input, LengthOf(input));
    }

    private InputWindow<TInput> Tokenize(InputWindow<TInput> window, CancellationToken cancellationToken)
    {
        window.Encode(
            Encode,
            new ParallelOptions { MaxDegreeOfParallelism = _options.Kernels.MaxDegreeOfParallelism, CancellationToken = cancellationToken });
        return window;
    }

    // The source may not be disposed of while it is being read.
    private static async Task Settle(Task? reading)
    {
        if (reading is not null)
        {
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
