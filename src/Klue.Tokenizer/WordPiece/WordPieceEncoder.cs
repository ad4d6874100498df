using System.Runtime.CompilerServices;
using Klue.Tokenizer.Added;
using Klue.Tokenizer.Normalization;
using Klue.Tokenizer.Text;

namespace Klue.Tokenizer.WordPiece;

/// <summary>Turns text into tokens: added tokens, normaliser, pre-tokeniser and WordPiece in one pass, in linear time.</summary>
/// <remarks>
/// Ordinary characters take the way of this file, one table look-up and one trie step each. A word with anything irregular in it is
/// read again, through the normaliser, by <c>EncodeIrregular</c>.
/// </remarks>
internal sealed partial class WordPieceEncoder
{
    private readonly WordPieceTrie _trie;
    private readonly BertNormalizer _normalizer;
    private readonly CharacterTable _table;
    private readonly AddedTokenTrie? _rawTokens;
    private readonly AddedTokenTrie? _normalizedTokens;
    private readonly int _unknownId;
    private readonly int _lookahead;
    private readonly bool _looksBehind;

    /// <summary>Prepares the tables.</summary>
    /// <param name="trie">The pieces.</param>
    /// <param name="normalizer">The normaliser.</param>
    /// <param name="addedTokens">The tokens to find in the text.</param>
    /// <param name="unknownId">The id of a word that has no segmentation.</param>
    /// <param name="longestWord">A word of more scalars is unknown.</param>
    public WordPieceEncoder(WordPieceTrie trie, BertNormalizer normalizer, AddedTokenSet addedTokens, int unknownId, int longestWord)
    {
        _trie = trie;
        _normalizer = normalizer;
        _unknownId = unknownId;
        LongestWord = longestWord;
        _lookahead = addedTokens.Lookahead;
        _looksBehind = addedTokens.LooksBehind;
        _rawTokens = addedTokens.Raw;
        _normalizedTokens = addedTokens.NormalizedBy(normalizer);
        _table = new CharacterTable(normalizer, trie, unknownId, _rawTokens, _normalizedTokens);
    }

    /// <summary>A word of more scalars is unknown: no word has more tokens.</summary>
    public int LongestWord { get; }

    /// <summary>
    /// Encodes text from the state's position on. False when the sink has no room for the next word, or when the text is not
    /// <paramref name="final"/> and what comes next could change how the rest is read; then all before the position is done.
    /// </summary>
    public bool Encode<TText, TUnit, TSink>(ReadOnlySpan<TUnit> text, ref EncoderState state, bool final, ref TSink sink)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
        where TSink : struct, ITokenSink, allows ref struct
    {
        var firstSingle = _table.FirstSingle;
        ReadOnlySpan<ushort> classes = _table.Classes;
        while (state.Position < text.Length)
        {
            var start = state.Position;
            var kind = Classify<TText, TUnit>(classes, text, start, final, out var length);
            if (kind < firstSingle)
            {
                var end = MatchWord<TText, TUnit, TSink>(classes, text, start, LongestWord, final, ref sink, ref kind, ref length);
                if (kind is not (CharacterTable.Irregular or CharacterTable.MoreText))
                {
                    if (!sink.EndWord())
                    {
                        return false;
                    }

                    // Mostly a space ended the word, and need not be looked at again.
                    state.Position = kind == CharacterTable.Space ? Math.Min(end + length, text.Length) : end;
                    continue;
                }

                sink.Undo();
            }

            switch (kind)
            {
                case CharacterTable.Space:
                    state.Position += length;
                    break;
                case CharacterTable.Irregular:
                    if (!EncodeIrregular<TText, TUnit, TSink>(text, ref state, final, ref sink))
                    {
                        return false;
                    }

                    break;
                case CharacterTable.AddedToken:
                    if (!EncodeAddedToken<TText, TUnit, TSink>(text, ref state, final, ref sink))
                    {
                        return false;
                    }

                    break;
                case CharacterTable.MoreText:
                    return false;
                default:
                    sink.Add(_table.SingleIds[kind - firstSingle], start, start + length);
                    if (!sink.EndWord())
                    {
                        return false;
                    }

                    state.Position += length;
                    break;
            }
        }

        return true;
    }

    /// <summary>
    /// Emits the pieces of the word at <paramref name="start"/>, or one unknown token; returns where it ends. In and out,
    /// <paramref name="kind"/> and <paramref name="length"/> are those of the first character and then of what stopped the word.
    /// </summary>
    private int MatchWord<TText, TUnit, TSink>(
        ReadOnlySpan<ushort> classes, ReadOnlySpan<TUnit> text, int start, int longest, bool final,
        ref TSink sink, ref int kind, ref int length)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
        where TSink : struct, ITokenSink, allows ref struct
    {
        ReadOnlySpan<TrieNode> nodes = _trie.Nodes;
        var firstSingle = _table.FirstSingle;
        var node = WordPieceTrie.Root;
        var pieceStart = start;
        var position = start;

        // Copies that live in registers.
        var (symbol, symbolLength) = (kind, length);
        while (true)
        {
            var next = nodes[node].Base + symbol;
            while (nodes[next].Parent != node)
            {
                ref readonly var failed = ref nodes[node];
                if (failed.Link == WordPieceTrie.NoLink)
                {
                    (kind, length) = (symbol, symbolLength);
                    return SkipUnknown<TText, TUnit, TSink>(classes, text, start, position, final, ref sink, ref kind, ref length);
                }

                pieceStart = Emit<TText, TUnit, TSink>(failed.Pieces, pieceStart, ref sink);
                node = failed.Link;
                next = nodes[node].Base + symbol;
            }

            node = next;
            position += symbolLength;
            if (position >= text.Length)
            {
                symbol = final ? CharacterTable.Space : CharacterTable.MoreText;
                break;
            }

            symbol = Classify<TText, TUnit>(classes, text, position, final, out symbolLength);
            if (symbol >= firstSingle)
            {
                break;
            }

            if (--longest == 0)
            {
                (kind, length) = (symbol, symbolLength);
                return SkipUnknown<TText, TUnit, TSink>(classes, text, start, position, final, ref sink, ref kind, ref length);
            }
        }

        (kind, length) = (symbol, symbolLength);
        while (node != WordPieceTrie.ContinuationRoot)
        {
            ref readonly var left = ref nodes[node];
            if (left.Link == WordPieceTrie.NoLink)
            {
                sink.Undo();
                sink.Add(_unknownId, start, position);
                break;
            }

            pieceStart = Emit<TText, TUnit, TSink>(left.Pieces, pieceStart, ref sink);
            node = left.Link;
        }

        return position;
    }

    private int SkipUnknown<TText, TUnit, TSink>(
        ReadOnlySpan<ushort> classes, ReadOnlySpan<TUnit> text, int start, int position, bool final,
        ref TSink sink, ref int kind, ref int length)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
        where TSink : struct, ITokenSink, allows ref struct
    {
        while (kind < _table.FirstSingle)
        {
            position += length;
            kind = position < text.Length ? Classify<TText, TUnit>(classes, text, position, final, out length)
                : final ? CharacterTable.Space
                : CharacterTable.MoreText;
        }

        sink.Undo();
        sink.Add(_unknownId, start, position);
        return position;
    }

    /// <summary>Emits what a failure link stands for and returns where the next piece starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Emit<TText, TUnit, TSink>(int pieces, int start, ref TSink sink)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
        where TSink : struct, ITokenSink, allows ref struct
    {
        if (pieces < 0)
        {
            return EmitList<TText, TUnit, TSink>(_trie.PieceLists.AsSpan(~pieces), start, ref sink);
        }

        var end = TSink.TracksOffsets ? start + TText.PieceLengths(_trie)[pieces] : 0;
        sink.Add(pieces, start, end);
        return end;
    }

    private int EmitList<TText, TUnit, TSink>(ReadOnlySpan<int> list, int start, ref TSink sink)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
        where TSink : struct, ITokenSink, allows ref struct
    {
        foreach (var piece in list.Slice(1, list[0]))
        {
            var end = TSink.TracksOffsets ? start + TText.PieceLengths(_trie)[piece] : 0;
            sink.Add(piece, start, end);
            start = end;
        }

        return start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Classify<TText, TUnit>(
        ReadOnlySpan<ushort> classes, ReadOnlySpan<TUnit> text, int position, bool final, out int length)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var kind = TText.Classify(classes, text, position, out length);
        return kind == CharacterTable.Irregular ? LookAgain<TText, TUnit>(text, position, final) : kind;
    }

    /// <summary>Decides what the table alone could not: whether an added token begins here, and if not, the class.</summary>
    private int LookAgain<TText, TUnit>(ReadOnlySpan<TUnit> text, int position, bool final)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        if (!final && position > text.Length - _lookahead)
        {
            return CharacterTable.MoreText;
        }

        return _rawTokens?.Match<TText, TUnit>(text, position, out _) is not null
            ? CharacterTable.AddedToken
            : TText.Classify(_table.Plain, text, position, out _);
    }
}
