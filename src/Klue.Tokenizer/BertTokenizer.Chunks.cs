namespace Klue.Tokenizer;

/// <content>Cutting long texts into parts that a model takes.</content>
public sealed partial class BertTokenizer
{
    /// <summary>
    /// Cuts a text into parts, each of which, encoded by itself, has at most so many tokens. A part ends at the end of a word unless the
    /// word alone is too long for it, never inside a character. White space between parts belongs to none.
    /// </summary>
    /// <param name="text">Any text. A text without tokens has no parts.</param>
    /// <param name="maxLength">The most tokens a part may have, special tokens included if they are to be added.</param>
    /// <param name="overlap">
    /// How many tokens of text a part repeats from the one before, at most: it begins at a word, and repeats less, or nothing, where the
    /// next word would not fit otherwise.
    /// </param>
    /// <param name="addSpecialTokens">Whether the template's special tokens are to be added to each part.</param>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is left for the text, or the overlap is as long as a part.</exception>
    /// <exception cref="TruncationException">A character alone has more tokens than a part may have.</exception>
    public IEnumerable<TextChunk> Chunk(string text, int maxLength, int overlap = 0, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        var limit = maxLength - (addSpecialTokens ? SpecialTokenCount() : 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(maxLength));
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(overlap, limit);
        return Chunk(text, limit, overlap);
    }

    private IEnumerable<TextChunk> Chunk(string text, int limit, int overlap)
    {
        // Room for a whole part and, whole, the word behind it.
        var buffer = new Token[limit + 1 + _encoder.LongestWord];
        for (var start = 0; ;)
        {
            var count = EncodeToTokens(text.AsSpan(start), buffer, out _);
            if (count == 0)
            {
                yield break;
            }

            var end = EndOfChunk(buffer.AsSpan(0, count), limit);
            yield return new TextChunk(start + buffer[0].Start, start + buffer[end - 1].End, end);
            if (end == count)
            {
                yield break;
            }

            start += buffer[StartOfNextChunk(buffer.AsSpan(0, count), end, limit, overlap)].Start;
        }
    }

    /// <summary>The number of tokens of the part that begins here.</summary>
    private static int EndOfChunk(ReadOnlySpan<Token> tokens, int limit)
    {
        if (tokens.Length <= limit)
        {
            return tokens.Length;
        }

        var end = limit;
        while (end > 0 && tokens[end].Word == tokens[end - 1].Word)
        {
            end--;
        }

        if (end > 0)
        {
            return end;
        }

        // The first word is too long. Its pieces part between characters, which several pieces can share.
        end = limit;
        while (end > 0 && tokens[end].Start < tokens[end - 1].End)
        {
            end--;
        }

        return end > 0 ? end : throw new TruncationException($"The character at {tokens[0].Start} has more than {limit} tokens.");
    }

    /// <summary>The token at which the next part begins: the first of a word that repeats few enough and leaves room to go on.</summary>
    private static int StartOfNextChunk(ReadOnlySpan<Token> tokens, int end, int limit, int overlap)
    {
        var nextWordEnd = end;
        while (nextWordEnd < tokens.Length && tokens[nextWordEnd].Word == tokens[end].Word)
        {
            nextWordEnd++;
        }

        for (var start = Math.Max(1, end - overlap); start < end; start++)
        {
            if (tokens[start].Word != tokens[start - 1].Word && nextWordEnd - start <= limit && tokens[end].Word != tokens[end - 1].Word)
            {
                return start;
            }
        }

        return end;
    }
}
