using Klue.Tokenizer.Normalization;
using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.WordPiece;

/// <content>The way through the normaliser, for words in which a character is not simply kept as it is.</content>
internal sealed partial class WordPieceEncoder
{
    /// <summary>Encodes from the state's position to the next character at which no word is open, in any case one character.</summary>
    private bool EncodeIrregular<TText, TUnit, TSink>(ReadOnlySpan<TUnit> text, ref EncoderState state, bool final, ref TSink sink)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
        where TSink : struct, ITokenSink, allows ref struct
    {
        var word = IrregularWord.ForThisThread(LongestWord);
        var reader = new NormalizedReader<TText, TUnit>(text, state.Position, _normalizer, _rawTokens);
        while (true)
        {
            var found = reader.TryRead(out var scalar);
            var token = found ? MatchNormalizedToken(scalar, ref reader, out scalar) : null;
            if (!final && reader.Position > text.Length - _lookahead)
            {
                return false;
            }

            if (found && token is null && UnicodeTables.PropertiesOf(scalar.Value).Boundary == WordBoundary.None)
            {
                word.Append(scalar);
                continue;
            }

            if (!EndWord<TSink>(word, ref sink))
            {
                return false;
            }

            if (!found)
            {
                state.Position = reader.Position;
                return true;
            }

            state.Position = scalar.Start;
            if (token is not null || UnicodeTables.PropertiesOf(scalar.Value).Boundary == WordBoundary.Punctuation)
            {
                sink.Add(token?.Id ?? IdOfSingle(scalar.Value), scalar.Start, scalar.End);
                if (!sink.EndWord())
                {
                    return false;
                }

                state.Position = scalar.End;
            }

            if (reader.IsBetweenCharacters)
            {
                state.Position = reader.Position;
                return true;
            }
        }
    }

    /// <summary>
    /// The longest added token of normalised text that begins with a scalar just read. If there is one the reader goes on behind it,
    /// and <paramref name="covered"/> has its whole range.
    /// </summary>
    private AddedToken? MatchNormalizedToken<TText, TUnit>(
        NormalizedScalar first, ref NormalizedReader<TText, TUnit> reader, out NormalizedScalar covered)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        covered = first;
        if (_normalizedTokens is null)
        {
            return null;
        }

        AddedToken? found = null;
        var ahead = reader;
        var scalar = first;
        for (var node = _normalizedTokens.Root.Step(scalar.Value); node is not null; node = node.Step(scalar.Value))
        {
            if (node.Token is not null)
            {
                found = node.Token;
                reader = ahead;
                covered = first with { End = scalar.End };
            }

            if (!ahead.TryRead(out scalar))
            {
                break;
            }
        }

        return found;
    }

    private bool EndWord<TSink>(IrregularWord word, ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        if (word.IsEmpty)
        {
            return true;
        }

        if (word.IsTooLong)
        {
            sink.Add(_unknownId, word.Start, word.End);
        }
        else
        {
            var pieces = new TokenSink(word.Pieces, firstWord: 0);
            int kind = Utf16.Classify(_trie.Symbols, word.Units, position: 0, out var length);
            MatchWord<Utf16, char, TokenSink>(
                _trie.Symbols, word.Units, start: 0, word.Units.Length, final: true, ref pieces, ref kind, ref length);
            pieces.EndWord();
            foreach (var piece in word.Pieces[..pieces.Count])
            {
                var (start, end) = word.SourceOf(piece);
                sink.Add(piece.Id, start, end);
            }
        }

        word.Clear();
        return sink.EndWord();
    }

    private int IdOfSingle(int scalar)
    {
        Span<char> units = stackalloc char[2];
        var id = _trie.FindWhole(units[..new System.Text.Rune(scalar).EncodeToUtf16(units)]);
        return id < 0 ? _unknownId : id;
    }
}
