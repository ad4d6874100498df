using Klue.Kernels;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>
/// What could stand in the place of each [MASK] of a text (HF <c>FillMaskPipeline</c>): one independent list for each
/// mask, in the order of the text. The vocabulary's logits are computed for the masks alone.
/// </summary>
/// <example>
/// <code>
/// var fillMask = new FillMaskPipeline(model, tokenizer);
/// foreach (var guess in fillMask.Run("이 영화는 정말 [MASK].")[0])
/// {
///     Console.WriteLine($"{guess.TokenString} {guess.Score:F3}");
/// }
/// </code>
/// </example>
public sealed class FillMaskPipeline : Pipeline<string, ScoredId[][], IReadOnlyList<IReadOnlyList<TokenPrediction>>>
{
    private readonly FillMaskOptions _options;
    private readonly TextEncoder _encoder;
    private readonly int[] _targets;

    /// <summary>Makes the pipeline of a model with a masked-LM head.</summary>
    /// <exception cref="InputException">The model has no such head, or a target has no token.</exception>
    public FillMaskPipeline(BertModel model, BertTokenizer tokenizer, FillMaskOptions? options = null)
        : base(model, tokenizer, options ??= new FillMaskOptions())
    {
        model.Require(BertHeadKinds.MaskedLanguageModel);
        _options = options;
        _encoder = new TextEncoder(tokenizer, model.Config, options);
        _targets = options.Targets is { } targets ? TargetIds(targets) : [];
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Encoding> Encode(string input)
    {
        var encoding = _encoder.Encode(input);
        return encoding.Ids.Contains(Tokenizer.MaskId)
            ? [encoding]
            : throw new InputException($"The text has no {Tokenizer.Options.MaskToken} among its tokens.");
    }

    /// <inheritdoc/>
    protected override void Forward(TokenBatch batch, ReadOnlySpan<Encoding> sequences, Span<ScoredId[][]> outputs, ForwardOptions options)
    {
        var rows = new List<int>();
        for (var text = 0; text < sequences.Length; text++)
        {
            foreach (var place in Masks(sequences[text]))
            {
                rows.Add(batch.RowOf(text, place));
            }
        }

        using var scores = new RentedFloats(checked(rows.Count * Model.Config.VocabSize));
        Model.MaskedLanguageModelLogits(batch, [.. rows], scores.Span, options);
        var masks = new MatrixView(scores.Span, rows.Count, Model.Config.VocabSize);
        Softmax.Apply(masks, options.Kernels);
        var mask = 0;
        for (var text = 0; text < sequences.Length; text++)
        {
            outputs[text] = new ScoredId[Masks(sequences[text]).Count()][];
            foreach (ref var best in outputs[text].AsSpan())
            {
                best = ScoredId.Best(masks.Row(mask++), _targets, _options.TopK);
            }
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<IReadOnlyList<TokenPrediction>> Decode(
        string input, IReadOnlyList<Encoding> sequences, ReadOnlySpan<ScoredId[][]> outputs)
    {
        var ids = sequences[0].Ids;
        var predictions = new IReadOnlyList<TokenPrediction>[outputs[0].Length];
        var mask = 0;
        foreach (var place in Masks(sequences[0]))
        {
            predictions[mask] = [.. outputs[0][mask].Select(best => new TokenPrediction(
                best.Score,
                best.Id,
                Tokenizer.Decode([best.Id]),
                Tokenizer.Decode([.. ids.SetItem(place, best.Id).Where(id => id != Tokenizer.PadId)], skipSpecialTokens: predictions.Length == 1)))];
            mask++;
        }

        return predictions;
    }

    /// <inheritdoc/>
    protected override int LengthOf(string input) => input.Length;

    private IEnumerable<int> Masks(Encoding encoding) => Enumerable.Range(0, encoding.Count).Where(place => encoding.Ids[place] == Tokenizer.MaskId);

    private int[] TargetIds(IReadOnlyList<string> targets)
    {
        if (targets.Count == 0)
        {
            throw new InputException("The list of targets is empty; expected at least one word, or no list.");
        }

        var ids = new SortedSet<int>();
        foreach (var target in targets)
        {
            ids.Add(
                Tokenizer.Vocabulary.TryGetId(target, out var id) ? id
                : Tokenizer.Encode(target, new EncodingOptions { AddSpecialTokens = false }).Ids is [var first, ..] ? first
                : throw new InputException($"The target {Quoted.Text(target)} has no token in the vocabulary."));
        }

        return [.. ids];
    }
}
