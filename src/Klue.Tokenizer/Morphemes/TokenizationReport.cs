using System.Buffers;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Morphemes;

/// <summary>How a tokenizer cuts a corpus, and how far its pieces respect morphemes. Reports of parts of a corpus add up.</summary>
/// <remarks>
/// Words are what stands between white space. Only boundaries inside words are counted, for at white space every tokenizer
/// agrees with every analysis. Pieces that are single characters agree with all morphemes too: compare agreement only
/// between vocabularies of about equally many pieces a word.
/// </remarks>
/// <param name="Words">Number of words.</param>
/// <param name="Pieces">Number of pieces, special tokens not counted.</param>
/// <param name="UnknownPieces">Number of pieces that are the unknown token.</param>
/// <param name="PieceBoundaries">Number of places inside words where a piece begins.</param>
/// <param name="MorphemeBoundaries">Number of places inside words where a morpheme begins.</param>
/// <param name="SharedBoundaries">Number of places inside words where both begin.</param>
public readonly record struct TokenizationReport(
    long Words, long Pieces, long UnknownPieces, long PieceBoundaries, long MorphemeBoundaries, long SharedBoundaries)
{
    /// <summary>Pieces a word, or null without words.</summary>
    public double? PiecesPerWord => Ratio(Pieces, Words);

    /// <summary>The share of pieces that are the unknown token, or null without pieces.</summary>
    public double? UnknownRate => Ratio(UnknownPieces, Pieces);

    /// <summary>The share of morpheme boundaries that are also piece boundaries, or null without morpheme boundaries.</summary>
    public double? MorphemeAgreement => Ratio(SharedBoundaries, MorphemeBoundaries);

    /// <summary>The share of piece boundaries that are also morpheme boundaries, or null without piece boundaries.</summary>
    public double? PieceAgreement => Ratio(SharedBoundaries, PieceBoundaries);

    /// <summary>The report on both parts together.</summary>
    public static TokenizationReport operator +(TokenizationReport left, TokenizationReport right) => Add(left, right);

    /// <summary>The report on both parts together.</summary>
    public static TokenizationReport Add(TokenizationReport left, TokenizationReport right) => new(
        left.Words + right.Words,
        left.Pieces + right.Pieces,
        left.UnknownPieces + right.UnknownPieces,
        left.PieceBoundaries + right.PieceBoundaries,
        left.MorphemeBoundaries + right.MorphemeBoundaries,
        left.SharedBoundaries + right.SharedBoundaries);

    /// <summary>Measures how a text is cut.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">Any text.</param>
    /// <param name="morphemeStarts">Where morphemes begin in the text, in UTF-16 units, ascending; none when they are not known.</param>
    /// <exception cref="ArgumentException">The starts do not ascend, or one is outside the text.</exception>
    public static TokenizationReport Measure(BertTokenizer tokenizer, ReadOnlySpan<char> text, ReadOnlySpan<int> morphemeStarts = default)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        CheckStarts(text, morphemeStarts);
        var report = new TokenizationReport { Words = CountWords(text), MorphemeBoundaries = CountInner(text, morphemeStarts) };
        var tokens = ArrayPool<Token>.Shared.Rent(Math.Max(256, tokenizer.Options.MaxInputCharsPerWord + 1));
        try
        {
            var morpheme = 0;
            var last = 0;
            for (var position = 0; position < text.Length;)
            {
                var count = tokenizer.EncodeToTokens(text[position..], tokens, out var consumed);
                report = report with { Pieces = report.Pieces + count };
                foreach (var token in tokens.AsSpan(0, count))
                {
                    report = report with { UnknownPieces = report.UnknownPieces + (token.Id == tokenizer.UnkId ? 1 : 0) };
                    var start = position + token.Start;
                    // Several pieces may come of one character, which can be cut only once.
                    if (start == last || !IsInner(text, start))
                    {
                        continue;
                    }

                    last = start;
                    while (morpheme < morphemeStarts.Length && morphemeStarts[morpheme] < start)
                    {
                        morpheme++;
                    }

                    var shared = morpheme < morphemeStarts.Length && morphemeStarts[morpheme] == start ? 1 : 0;
                    report = report with
                    {
                        PieceBoundaries = report.PieceBoundaries + 1,
                        SharedBoundaries = report.SharedBoundaries + shared,
                    };
                }

                position += consumed;
            }
        }
        finally
        {
            ArrayPool<Token>.Shared.Return(tokens);
        }

        return report;
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private static void CheckStarts(ReadOnlySpan<char> text, ReadOnlySpan<int> morphemeStarts)
    {
        for (var i = 0; i < morphemeStarts.Length; i++)
        {
            if ((uint)morphemeStarts[i] >= (uint)text.Length || i > 0 && morphemeStarts[i] <= morphemeStarts[i - 1])
            {
                throw new ArgumentException(
                    $"Morpheme starts must ascend inside a text of {text.Length} units; number {i} is {morphemeStarts[i]}.",
                    nameof(morphemeStarts));
            }
        }
    }

    private static int CountWords(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            count += !IsWhiteSpace(text[i]) && !IsInner(text, i) ? 1 : 0;
        }

        return count;
    }

    private static int CountInner(ReadOnlySpan<char> text, ReadOnlySpan<int> starts)
    {
        var count = 0;
        foreach (var start in starts)
        {
            count += IsInner(text, start) ? 1 : 0;
        }

        return count;
    }

    private static bool IsInner(ReadOnlySpan<char> text, int position) => position > 0 && !IsWhiteSpace(text[position - 1]);

    // No white space lies beyond the basic plane, so that a code unit says it.
    private static bool IsWhiteSpace(char unit) => UnicodeTables.PropertiesOf(unit).Boundary == WordBoundary.WhiteSpace;
}
