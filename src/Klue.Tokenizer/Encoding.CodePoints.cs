using System.Collections.Immutable;

namespace Klue.Tokenizer;

/// <content>Offsets in Unicode code points, as Python counts them.</content>
public sealed partial class Encoding
{
    private Encoding(Encoding other, ImmutableArray<TokenOffset> offsets, ImmutableArray<Encoding> overflow)
    {
        _vocabulary = other._vocabulary;
        _frame = other._frame;
        _wordsFromOne = other._wordsFromOne;
        Ids = other.Ids;
        Offsets = offsets;
        Overflow = overflow;
    }

    /// <summary>The same encoding with offsets in code points; a lone surrogate counts as one.</summary>
    /// <param name="text">The text that was encoded, whose UTF-16 code units the offsets count now.</param>
    /// <param name="pair">The second text, if there was one.</param>
    public Encoding InCodePoints(string text, string? pair = null)
    {
        var first = new CodePointIndex(text);
        var second = new CodePointIndex(pair ?? "");
        return Convert((_, sequence) => sequence == 0 ? first : second);
    }

    /// <summary>The same encoding with offsets in code points of its words.</summary>
    /// <param name="words">The words that were encoded.</param>
    /// <param name="pairWords">The words of the second text, if there was one.</param>
    public Encoding InCodePoints(IReadOnlyList<string> words, IReadOnlyList<string>? pairWords = null)
    {
        CodePointIndex[] first = [.. words.Select(word => new CodePointIndex(word))];
        CodePointIndex[] second = [.. (pairWords ?? []).Select(word => new CodePointIndex(word))];
        return Convert((word, sequence) => (sequence == 0 ? first : second)[word]);
    }

    private Encoding Convert(Func<int, int, CodePointIndex> indexOf)
    {
        var offsets = new TokenOffset[Count];
        for (var i = 0; i < offsets.Length; i++)
        {
            if (WordIds[i] is { } word && SequenceIds[i] is { } sequence)
            {
                var index = indexOf(word, sequence);
                offsets[i] = new TokenOffset(index[Offsets[i].Start], index[Offsets[i].End]);
            }
        }

        return new Encoding(this, [.. offsets], [.. Overflow.Select(window => window.Convert(indexOf))]);
    }
}
