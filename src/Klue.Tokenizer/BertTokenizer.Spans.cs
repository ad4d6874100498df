using Klue.Tokenizer.Text;
using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer;

/// <content>Encoding into the caller's memory, and counting. Nothing here allocates.</content>
public sealed partial class BertTokenizer
{
    /// <summary>Writes the ids of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="destination">Where to write. With room for the longest word that is ever cut, 100 ids, there is always progress.</param>
    /// <param name="consumed">How much of the text the ids stand for: all of it, or as many words as there is room for.</param>
    /// <param name="addSpecialTokens">Whether the template's special tokens are put around what is written.</param>
    /// <returns>The number of ids written.</returns>
    /// <exception cref="ArgumentException">There is not even room for the special tokens.</exception>
    public int EncodeToIds(ReadOnlySpan<char> text, Span<int> destination, out int consumed, bool addSpecialTokens = true) =>
        EncodeToIds<Utf16, char>(text, destination, out consumed, addSpecialTokens);

    /// <summary>Writes the ids of a text given in UTF-8.</summary>
    /// <inheritdoc cref="EncodeToIds(ReadOnlySpan{char}, Span{int}, out int, bool)"/>
    /// <param name="utf8">Any text.</param>
    /// <param name="destination">Where to write.</param>
    /// <param name="consumed">How many bytes of the text the ids stand for.</param>
    /// <param name="addSpecialTokens">Whether the template's special tokens are put around what is written.</param>
    public int EncodeToIds(ReadOnlySpan<byte> utf8, Span<int> destination, out int consumed, bool addSpecialTokens = true) =>
        EncodeToIds<Utf8, byte>(utf8, destination, out consumed, addSpecialTokens);

    /// <summary>Writes the tokens of a text, with offsets in UTF-16 code units and words, without special tokens around them.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="destination">Where to write.</param>
    /// <param name="consumed">How much of the text the tokens stand for: all of it, or as many words as there is room for.</param>
    /// <returns>The number of tokens written.</returns>
    public int EncodeToTokens(ReadOnlySpan<char> text, Span<Token> destination, out int consumed) =>
        EncodeToTokens<Utf16, char>(text, destination, out consumed);

    /// <summary>Writes the tokens of a text given in UTF-8, with offsets in bytes and words, without special tokens around them.</summary>
    /// <inheritdoc cref="EncodeToTokens(ReadOnlySpan{char}, Span{Token}, out int)"/>
    /// <param name="utf8">Any text.</param>
    /// <param name="destination">Where to write.</param>
    /// <param name="consumed">How many bytes of the text the tokens stand for.</param>
    public int EncodeToTokens(ReadOnlySpan<byte> utf8, Span<Token> destination, out int consumed) =>
        EncodeToTokens<Utf8, byte>(utf8, destination, out consumed);

    /// <summary>The number of tokens of a text, special tokens around it included if they are to be added.</summary>
    public int CountTokens(ReadOnlySpan<char> text, bool addSpecialTokens = true) => CountTokens<Utf16, char>(text, addSpecialTokens);

    /// <summary>The number of tokens of a text given in UTF-8, special tokens around it included if they are to be added.</summary>
    public int CountTokens(ReadOnlySpan<byte> utf8, bool addSpecialTokens = true) => CountTokens<Utf8, byte>(utf8, addSpecialTokens);

    /// <summary>Where to cut a text so that what is before the cut has at most so many tokens, special tokens not counted.</summary>
    /// <param name="text">Any text. Reading stops at the limit.</param>
    /// <param name="maxTokens">The limit.</param>
    /// <param name="tokenCount">The number of tokens before the cut.</param>
    /// <returns>The length of the text if it keeps within the limit, otherwise the end of the last token that does.</returns>
    public int IndexOfTokenLimit(ReadOnlySpan<char> text, int maxTokens, out int tokenCount) =>
        IndexOfTokenLimit<Utf16, char>(text, maxTokens, out tokenCount);

    /// <summary>Where to cut a text given in UTF-8 so that what is before the cut has at most so many tokens.</summary>
    /// <inheritdoc cref="IndexOfTokenLimit(ReadOnlySpan{char}, int, out int)"/>
    /// <param name="utf8">Any text. Reading stops at the limit.</param>
    /// <param name="maxTokens">The limit.</param>
    /// <param name="tokenCount">The number of tokens before the cut.</param>
    public int IndexOfTokenLimit(ReadOnlySpan<byte> utf8, int maxTokens, out int tokenCount) =>
        IndexOfTokenLimit<Utf8, byte>(utf8, maxTokens, out tokenCount);

    private int EncodeToIds<TText, TUnit>(ReadOnlySpan<TUnit> text, Span<int> destination, out int consumed, bool addSpecialTokens)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var special = addSpecialTokens ? SpecialTokenCount() : 0;
        if (destination.Length < special)
        {
            throw new ArgumentException(
                $"There is room for {destination.Length} ids, not for the {special} special tokens.", nameof(destination));
        }

        var count = 0;
        var state = new EncoderState();
        foreach (var piece in _template.Single)
        {
            if (piece.Sequence is not null)
            {
                var sink = new IdSink(destination[count..(destination.Length - special)]);
                _encoder.Encode<TText, TUnit, IdSink>(text, ref state, final: true, ref sink);
                count += sink.Count;
            }
            else if (addSpecialTokens)
            {
                destination[count++] = piece.Id;
                special--;
            }
        }

        consumed = state.Position;
        return count;
    }

    private int EncodeToTokens<TText, TUnit>(ReadOnlySpan<TUnit> text, Span<Token> destination, out int consumed)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var state = new EncoderState();
        var sink = new TokenSink(destination, firstWord: 0);
        _encoder.Encode<TText, TUnit, TokenSink>(text, ref state, final: true, ref sink);
        consumed = state.Position;
        return sink.Count;
    }

    private int CountTokens<TText, TUnit>(ReadOnlySpan<TUnit> text, bool addSpecialTokens)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var state = new EncoderState();
        var sink = new CountSink();
        _encoder.Encode<TText, TUnit, CountSink>(text, ref state, final: true, ref sink);
        return sink.Count + (addSpecialTokens ? SpecialTokenCount() : 0);
    }

    private int IndexOfTokenLimit<TText, TUnit>(ReadOnlySpan<TUnit> text, int maxTokens, out int tokenCount)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxTokens);
        var state = new EncoderState();
        var sink = new LimitSink(maxTokens);
        _encoder.Encode<TText, TUnit, LimitSink>(text, ref state, final: true, ref sink);
        tokenCount = sink.Count;
        return sink.Exceeded ? sink.Cut : text.Length;
    }
}
