using System.Collections.Immutable;

namespace Klue.Tokenizer;

/// <summary>A text, or a pair, as a model takes it: one entry a token in every list. Immutable.</summary>
public sealed partial class Encoding
{
    internal Encoding(Vocabulary vocabulary, EncodingBuilder builder, ImmutableArray<Encoding> overflow)
    {
        Tokens = new TokenList(vocabulary, builder.Ids);
        Ids = builder.Ids;
        Offsets = builder.Offsets;
        TypeIds = builder.TypeIds;
        AttentionMask = builder.AttentionMask;
        SpecialTokensMask = builder.SpecialTokensMask;
        WordIds = builder.WordIds;
        SequenceIds = builder.SequenceIds;
        Overflow = overflow;
    }

    /// <summary>The number of tokens, special tokens and padding included.</summary>
    public int Count => Ids.Length;

    /// <summary>The ids.</summary>
    public ImmutableArray<int> Ids { get; }

    /// <summary>The tokens' names in the vocabulary; made when read.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Where each token comes from, in units of its own text (or of its own word, where words were given); 0..0 where from nowhere.</summary>
    public ImmutableArray<TokenOffset> Offsets { get; }

    /// <summary>The type ids (segments) that the template gives: with BERT 0 for the first text, 1 for the second.</summary>
    public ImmutableArray<int> TypeIds { get; }

    /// <summary>1 for a token, 0 for padding.</summary>
    public ImmutableArray<int> AttentionMask { get; }

    /// <summary>1 for what the template or the padding put there, 0 for what stands in the text, be it <c>[MASK]</c>.</summary>
    public ImmutableArray<int> SpecialTokensMask { get; }

    /// <summary>The number of each token's word in its text; null for template and padding.</summary>
    public ImmutableArray<int?> WordIds { get; }

    /// <summary>0 for tokens of the first text, 1 for those of the second; null for template and padding.</summary>
    public ImmutableArray<int?> SequenceIds { get; }

    /// <summary>The windows over what truncation cut off, in order; empty when nothing was.</summary>
    public ImmutableArray<Encoding> Overflow { get; }
}
