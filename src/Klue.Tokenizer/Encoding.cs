using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Klue.Tokenizer;

/// <summary>
/// A text, or a pair, as a model takes it: one entry a token in every list. Immutable. Lists that follow from the template alone, and
/// those of names, are made when they are first read.
/// </summary>
public sealed partial class Encoding
{
    private readonly Vocabulary _vocabulary;
    private readonly EncodingFrame _frame;
    private readonly int[] _wordsFromOne;
    private TokenList? _tokens;
    private ImmutableArray<int> _typeIds;
    private ImmutableArray<int> _attentionMask;
    private ImmutableArray<int> _specialTokensMask;
    private ImmutableArray<int?> _wordIds;
    private ImmutableArray<int?> _sequenceIds;

    internal Encoding(Vocabulary vocabulary, EncodingFrame frame, EncodingBuilder builder, ImmutableArray<Encoding> overflow)
    {
        _vocabulary = vocabulary;
        _frame = frame;
        _wordsFromOne = builder.WordsFromOne;
        Ids = ImmutableCollectionsMarshal.AsImmutableArray(builder.Ids);
        Offsets = ImmutableCollectionsMarshal.AsImmutableArray(builder.Offsets);
        Overflow = overflow;
    }

    /// <summary>The number of tokens, special tokens and padding included.</summary>
    public int Count => Ids.Length;

    /// <summary>The ids.</summary>
    public ImmutableArray<int> Ids { get; }

    /// <summary>The tokens' names in the vocabulary.</summary>
    public IReadOnlyList<string> Tokens => _tokens ??= new TokenList(_vocabulary, Ids);

    /// <summary>Where each token comes from, in units of its own text (or of its own word, where words were given); 0..0 where from nowhere.</summary>
    public ImmutableArray<TokenOffset> Offsets { get; }

    /// <summary>The type ids (segments) that the template gives: with BERT 0 for the first text, 1 for the second.</summary>
    public ImmutableArray<int> TypeIds => Once(ref _typeIds, static (frame, _) => frame.Spread(static piece => piece?.TypeId ?? 0));

    /// <summary>1 for a token, 0 for padding.</summary>
    public ImmutableArray<int> AttentionMask =>
        Once(ref _attentionMask, static (frame, _) => frame.Spread(static piece => piece is null ? 0 : 1));

    /// <summary>1 for what the template or the padding put there, 0 for what stands in the text, be it <c>[MASK]</c>.</summary>
    public ImmutableArray<int> SpecialTokensMask =>
        Once(ref _specialTokensMask, static (frame, _) => frame.Spread(static piece => piece?.Sequence is null ? 1 : 0));

    /// <summary>The number of each token's word in its text; null for template and padding.</summary>
    public ImmutableArray<int?> WordIds =>
        Once(ref _wordIds, static (_, words) => [.. words.Select(word => word == 0 ? (int?)null : word - 1)]);

    /// <summary>0 for tokens of the first text, 1 for those of the second; null for template and padding.</summary>
    public ImmutableArray<int?> SequenceIds => Once(ref _sequenceIds, static (frame, _) => frame.Spread(static piece => piece?.Sequence));

    /// <summary>The windows over what truncation cut off, in order; empty when nothing was.</summary>
    public ImmutableArray<Encoding> Overflow { get; }

    private ImmutableArray<T> Once<T>(ref ImmutableArray<T> list, Func<EncodingFrame, int[], ImmutableArray<T>> make)
    {
        // Two threads may both make it; all see the first.
        if (list.IsDefault)
        {
            ImmutableInterlocked.InterlockedInitialize(ref list, make(_frame, _wordsFromOne));
        }

        return list;
    }
}
