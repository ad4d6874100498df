using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.WordPiece;

/// <content>Added tokens of raw text.</content>
internal sealed partial class WordPieceEncoder
{
    /// <summary>From where on text may still be looked at: white space to strip, a character that touches.</summary>
    public int FirstNeeded<TText, TUnit>(ReadOnlySpan<TUnit> text, EncoderState state)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var start = state.Position;
        if (!_looksBehind || start == 0)
        {
            return start;
        }

        while (start > state.AddedTokenEnd && IsSpace(TText.ReadScalarBefore(text, start, out var length)))
        {
            start -= length;
        }

        return start > 0 && TText.ReadScalarBefore(text, start, out var touching) >= 0 ? start - touching : start;
    }

    private bool EncodeAddedToken<TText, TUnit, TSink>(ReadOnlySpan<TUnit> text, ref EncoderState state, bool final, ref TSink sink)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
        where TSink : struct, ITokenSink, allows ref struct
    {
        var start = state.Position;
        var token = _rawTokens!.Match<TText, TUnit>(text, start, out var end)!;
        while (token.LeftStrip && start > state.AddedTokenEnd && IsSpace(TText.ReadScalarBefore(text, start, out var length)))
        {
            start -= length;
        }

        while (token.RightStrip && end < text.Length && IsSpace(TText.ReadScalar(text, end, out var length)))
        {
            end += length;
        }

        if (token.RightStrip && end == text.Length && !final)
        {
            return false;
        }

        sink.Add(token.Id, start, end);
        if (!sink.EndWord())
        {
            return false;
        }

        state.Position = state.AddedTokenEnd = end;
        return true;
    }

    private static bool IsSpace(int scalar) => UnicodeTables.PropertiesOf(scalar).Boundary == WordBoundary.WhiteSpace;
}
