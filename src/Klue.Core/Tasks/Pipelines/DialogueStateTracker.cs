using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks.Decoding;
using Klue.Tasks.Heads;
using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>
/// WoS: what the user has asked for so far, as <c>domain-slot-value</c>. The input is the dialogue turn by turn, each turn being what the system
/// said before it (empty at first) and what the user says; the state is that after the last. Where a dialogue is longer than the model reads,
/// its end is read. Any number of threads may use one; dispose of it.
/// </summary>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("klue-bert-base-wos");
/// using var tracker = klue.CreateDialogueStateTracker(DialogueOntology.Load("ontology.json"));
/// foreach (var slot in tracker.Run([("", "공원 추천해 주세요."), ("하늘공원이 있습니다.", "좋아요.")]))
/// {
///     Console.WriteLine(slot);
/// }
/// </code>
/// </example>
public sealed class DialogueStateTracker : Pipeline<IReadOnlyList<(string System, string User)>, GeneratedSlots, IReadOnlyList<string>>, IDisposable
{
    private const int Shortest = 4;

    private readonly DialogueStateTrackerOptions _options;
    private readonly IReadOnlyList<string> _slots;
    private readonly SlotGenerator _generator;
    private readonly int _limit;

    /// <summary>Makes the tracker of a model, whose head is loaded from its checkpoint.</summary>
    /// <param name="model">The encoder, with its pooler.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="head">The checkpoint's tensors, under KLUE-baseline's names; not read after the call.</param>
    /// <param name="slots">The slots as <c>domain-slot</c>, in the order of the state.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="CheckpointException">A tensor is missing or misshapen.</exception>
    /// <exception cref="InputException">The model has no pooler, the head is not this encoder's, or there are no slots.</exception>
    public DialogueStateTracker(
        BertModel model, BertTokenizer tokenizer, ITensorSource head, IReadOnlyList<string> slots, DialogueStateTrackerOptions? options = null)
        : base(model, tokenizer, options ??= new DialogueStateTrackerOptions())
    {
        ArgumentNullException.ThrowIfNull(slots);
        model.Require(BertHeadKinds.Pooler);
        (_options, _slots) = (options, slots);
        _limit = options.MaxLength ?? model.Config.MaxTokens;
        if (_limit < Shortest || _limit > model.Config.MaxTokens)
        {
            throw new InputException($"The maximum length is {_limit} tokens; expected {Shortest} to {model.Config.MaxTokens}, which is all that the model's positions hold.");
        }

        int[][] names = [.. slots.Select(slot => Ids(slot.Replace('-', ' ')))];
        if (names.Length == 0 || names.Any(name => name.Length == 0))
        {
            throw new InputException("The list of slots is empty, or a slot has no tokens; expected names such as 관광-지역.");
        }

        _generator = SlotGenerator.Load(head, "decoder.", names, tokenizer.PadId, options.ParallelDecoding);
        try
        {
            CheckHead();
        }
        catch
        {
            _generator.Dispose();
            throw;
        }
    }

    /// <summary>Frees the head's weights. No other call may be running or follow.</summary>
    public void Dispose() => _generator.Dispose();

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(IReadOnlyList<(string System, string User)> input)
    {
        if (input.Count == 0)
        {
            throw new InputException("The dialogue has no turns; expected at least one of the user.");
        }

        var history = new DialogueHistory(Tokenizer.ClsId, Tokenizer.SepId, int.MaxValue);
        int[] all = [];
        foreach (var (system, user) in input)
        {
            all = history.Next(Ids(system), Ids(user));
        }

        return [TokenSequence.Single(Tokenizer, [.. all[1..^1].Select(id => new Token(id, 0, 0, 0))], _limit, keepsEnd: true)];
    }

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<GeneratedSlots> outputs, ForwardOptions options)
    {
        var size = Model.Config.HiddenSize;
        using var hidden = new RentedFloats(checked(batch.RowCount * size));
        using var pooled = new RentedFloats(sequences.Length * size);
        Model.ForwardAndPool(batch, hidden.Span, pooled.Span, options);
        var states = new MatrixView(hidden.Span, batch.RowCount, size);
        for (var turn = 0; turn < outputs.Length; turn++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            outputs[turn] = _generator.Generate(
                states.SliceRows(batch.RowStarts[turn], sequences[turn].Count),
                sequences[turn].Ids.AsSpan(),
                pooled.Span.Slice(turn * size, size),
                _options.MaxValueLength,
                options.Kernels);
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Decode(
        IReadOnlyList<(string System, string User)> input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<GeneratedSlots> outputs) =>
        DialogueStateDecoder.Recover(_slots, outputs[0].Gates, outputs[0].Tokens, Tokenizer.Vocabulary);

    /// <inheritdoc/>
    protected override int LengthOf(IReadOnlyList<(string System, string User)> input) =>
        Math.Min(_limit, input.Sum(turn => turn.System.Length + turn.User.Length + 2));

    private void CheckHead()
    {
        HeadSizes.Check(Model.Config, [("hidden_size", _generator.HiddenSize)]);
        if ((_generator.VocabularySize, _generator.HiddenSize) != (Model.Config.VocabSize, Model.Config.HiddenSize))
        {
            throw new InputException(
                $"The generator is for {_generator.VocabularySize} tokens and hidden states of width {_generator.HiddenSize}; "
                + $"the model has {Model.Config.VocabSize} and {Model.Config.HiddenSize}.");
        }
    }

    private int[] Ids(string text) => [.. Tokenizer.Encode(text, new EncodingOptions { AddSpecialTokens = false }).Ids];
}
