using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// From text to an answer in three steps: <see cref="Encode"/> makes token sequences of an input,
/// <see cref="Forward"/> runs a batch of them through the model, <see cref="Decode"/> reads the answer.
/// Immutable; any number of threads may use one, and many pipelines may share a model.
/// </summary>
/// <remarks>
/// Many inputs run as ragged batches of sequences of like length, without padding. An input's answer does not depend on
/// the others, on their order, on the number of threads or on the instruction set, not in a single bit.
/// Inherit from this class to give a model another head or another reading of its output.
/// </remarks>
/// <typeparam name="TInput">What one answer is asked about.</typeparam>
/// <typeparam name="TOutput">What the model says about one sequence of tokens.</typeparam>
/// <typeparam name="TResult">The answer.</typeparam>
public abstract partial class Pipeline<TInput, TOutput, TResult>
    where TInput : notnull
{
    private readonly PipelineOptions _options;
    private readonly bool _hasTokenTypes;
    private readonly int _tokensPerBatch;

    /// <summary>Puts a pipeline over a model and its tokenizer, neither of which it owns.</summary>
    /// <exception cref="InputException">The tokenizer has ids that the model has not.</exception>
    protected Pipeline(BertModel model, BertTokenizer tokenizer, PipelineOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(options);
        if (tokenizer.Vocabulary.Count > model.Config.VocabSize)
        {
            throw new InputException(
                $"The tokenizer has {tokenizer.Vocabulary.Count} tokens, the model knows {model.Config.VocabSize}; they do not belong together.");
        }

        (Model, Tokenizer, _options) = (model, tokenizer, options);
        _tokensPerBatch = options.TokensPerBatch ?? BatchPlan.DefaultTokensPerBatch(model.Config);

        // RoBERTa has one token type: KLUE's tokenizer counts two, and the model is sent zeros.
        _hasTokenTypes = model.Config.TypeVocabSize > 1;
    }

    /// <summary>The model.</summary>
    public BertModel Model { get; }

    /// <summary>The tokenizer.</summary>
    public BertTokenizer Tokenizer { get; }

    /// <summary>Answers one input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Looked at between two layers.</param>
    /// <exception cref="InputException">The input does not fit: empty, too long, without what the task needs.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TResult Run(TInput input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var sequences = Encode(input);
        return Decode(input, sequences, Compute(sequences, new TokenBatch(Model.Config), cancellationToken));
    }

    /// <summary>Answers many inputs, in their order.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="cancellationToken">Looked at between two layers.</param>
    /// <exception cref="InputException">An input does not fit; <see cref="InputException.Index"/> says which.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<TResult> Run(IEnumerable<TInput> inputs, CancellationToken cancellationToken = default) =>
        [.. Stream(inputs, cancellationToken)];

    /// <summary>Makes the token sequences of an input, one or more. Called from several threads at once.</summary>
    /// <exception cref="InputException">The input does not fit.</exception>
    protected abstract IReadOnlyList<Encoding> Encode(TInput input);

    /// <summary>Runs a batch of sequences and reads what is wanted of each.</summary>
    /// <param name="batch">The sequences as the model takes them, in the same order.</param>
    /// <param name="sequences">The sequences, [B]; of several inputs.</param>
    /// <param name="outputs">Takes what the model says about each sequence, [B].</param>
    /// <param name="options">Instruction set, threads, cancellation.</param>
    protected abstract void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<TOutput> outputs, ForwardOptions options);

    /// <summary>Makes the answer to an input of what the model says about its sequences.</summary>
    /// <param name="input">The input.</param>
    /// <param name="sequences">Its sequences, as <see cref="Encode"/> made them.</param>
    /// <param name="outputs">The output for each of them.</param>
    protected abstract TResult Decode(TInput input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<TOutput> outputs);

    /// <summary>About how many tokens an input has at most; its length in characters will do.</summary>
    protected abstract int LengthOf(TInput input);

    private TOutput[] Compute(IReadOnlyList<Encoding> sequences, TokenBatch batch, CancellationToken cancellationToken)
    {
        var options = _options.ToForwardOptions(cancellationToken);
        var results = new TOutput[sequences.Count];
        foreach (var places in new BatchPlan(sequences, _tokensPerBatch).Batches)
        {
            Encoding[] together = [.. places.Select(place => sequences[place])];
            var outputs = Compute(together, batch, options);
            for (var i = 0; i < outputs.Length; i++)
            {
                results[places[i]] = outputs[i];
            }
        }

        return results;
    }

    // One forward pass.
    private TOutput[] Compute(Encoding[] together, TokenBatch batch, ForwardOptions options)
    {
        batch.Clear();
        foreach (var sequence in together)
        {
            batch.Add(sequence.Ids.AsSpan(), _hasTokenTypes ? sequence.TypeIds.AsSpan() : default);
        }

        _options.Tally?.Add(together);
        var outputs = new TOutput[together.Length];
        Forward(batch, together, outputs, options);
        return outputs;
    }
}
