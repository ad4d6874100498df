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

    /// <summary>Makes the encoding.</summary>
    /// <param name="vocabulary">What the ids belong to.</param>
    /// <param name="paddingId">The id of padding.</param>
    /// <param name="first">The tokens of the first text, <see cref="First"/> of them.</param>
    /// <param name="second">The tokens of the second text, <see cref="Second"/> of them.</param>
    /// <param name="overflow">The windows over what was cut off.</param>
    public Encoding Fill(
        Vocabulary vocabulary, int paddingId, ReadOnlySpan<Token> first, ReadOnlySpan<Token> second, ImmutableArray<Encoding> overflow)
    {
        var builder = new EncodingBuilder(Count);
        if (PaddingSide == Side.Left)
        {
            builder.AddSpecial(paddingId, Padding);
        }

        foreach (var piece in Template)
        {
            if (piece.Sequence is { } sequence)
            {
                builder.AddTokens(sequence == 0 ? first : second);
            }
            else
            {
                builder.AddSpecial(piece.Id, CountOf(piece));
            }
        }

        if (PaddingSide == Side.Right)
        {
            builder.AddSpecial(paddingId, Padding);
        }

        return new Encoding(vocabulary, this, builder, overflow);
    }
}
