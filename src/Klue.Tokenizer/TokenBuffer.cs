using System.Buffers;
using Klue.Tokenizer.Text;
using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer;

/// <summary>Rented room that tokens of texts are collected in.</summary>
internal ref struct TokenBuffer(int capacity) : IDisposable
{
    private const int MinimumCapacity = 64;

    private Token[] _tokens = ArrayPool<Token>.Shared.Rent(Math.Max(capacity, MinimumCapacity));

    /// <summary>The number of tokens collected.</summary>
    public int Count { get; private set; }

    public readonly ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>Appends the tokens of a text.</summary>
    public void Append<TText, TUnit>(WordPieceEncoder encoder, ReadOnlySpan<TUnit> text)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var state = new EncoderState();
        var word = 0;
        while (true)
        {
            var sink = new TokenSink(_tokens.AsSpan(Count), word);
            var isDone = encoder.Encode<TText, TUnit, TokenSink>(text, ref state, final: true, ref sink);
            Count += sink.Count;
            word = sink.Word;
            if (isDone)
            {
                return;
            }

            Grow();
        }
    }

    /// <summary>Appends the tokens of a text that is one word of many, whatever words it may be read as.</summary>
    public void AppendWord<TText, TUnit>(WordPieceEncoder encoder, ReadOnlySpan<TUnit> text, int word)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var first = Count;
        Append<TText, TUnit>(encoder, text);
        foreach (ref var token in _tokens.AsSpan(first..Count))
        {
            token = token with { Word = word };
        }
    }

    public readonly void Dispose() => ArrayPool<Token>.Shared.Return(_tokens);

    private void Grow()
    {
        var tokens = ArrayPool<Token>.Shared.Rent(2 * _tokens.Length);
        Tokens.CopyTo(tokens);
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = tokens;
    }
}
