using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Klue.Tokenizer;

/// <summary>What stands where in an encoding: the template's pieces, with as many tokens of each text as go into it, and padding.</summary>
/// <param name="Template">The pieces of one text or of two.</param>
/// <param name="AddsSpecialTokens">Whether the template's special tokens stand there, too.</param>
/// <param name="First">The number of tokens of the first text.</param>
/// <param name="Second">The number of tokens of the second text.</param>
/// <param name="Padding">The number of padding tokens.</param>
/// <param name="PaddingSide">Where they stand.</param>
internal readonly record struct EncodingFrame(
    ImmutableArray<TemplatePiece> Template, bool AddsSpecialTokens, int First, int Second, int Padding, Side PaddingSide)
{
    /// <summary>The number of tokens in all.</summary>
    public int Count
    {
        get
        {
            var count = Padding;
            foreach (var piece in Template)
            {
                count += CountOf(piece);
            }

            return count;
        }
    }

    /// <summary>The number of tokens that a piece of the template stands for.</summary>
    public int CountOf(TemplatePiece piece) => piece.Sequence switch
    {
        null => AddsSpecialTokens ? 1 : 0,
        0 => First,
        _ => Second,
    };

    /// <summary>A value for each token, as it follows from the piece of the template that the token belongs to; padding belongs to none.</summary>
    public ImmutableArray<T> Spread<T>(Func<TemplatePiece?, T> valueOf)
    {
        var values = new T[Count];
        var (next, padding) = PaddingSide == Side.Left ? (Padding, ..Padding) : (0, ^Padding..);
        values.AsSpan(padding).Fill(valueOf(null));
        foreach (var piece in Template)
        {
            values.AsSpan(next, CountOf(piece)).Fill(valueOf(piece));
            next += CountOf(piece);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(values);
    }
}
