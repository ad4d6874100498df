using System.Collections.Immutable;
using Klue.Tokenizer.Text;

namespace Klue.Tokenizer;

/// <content>Encoding texts and pairs whole.</content>
public sealed partial class BertTokenizer
{
    /// <summary>Encodes a text.</summary>
    /// <param name="text">Any text. Offsets count its UTF-16 code units.</param>
    /// <param name="options">How to cut, pad and frame; nothing is cut or padded when null.</param>
    /// <exception cref="TruncationException">The options cannot be met.</exception>
    public Encoding Encode(string text, EncodingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Encode(text.AsSpan(), options);
    }

    /// <inheritdoc cref="Encode(string, EncodingOptions?)"/>
    public Encoding Encode(ReadOnlySpan<char> text, EncodingOptions? options = null)
    {
        using var tokens = Collect<Utf16, char>(text);
        return Assemble(tokens.Tokens, [], isPair: false, options);
    }

    /// <summary>Encodes a text given in UTF-8.</summary>
    /// <param name="utf8">Any text. Offsets count its bytes.</param>
    /// <param name="options">How to cut, pad and frame; nothing is cut or padded when null.</param>
    /// <exception cref="TruncationException">The options cannot be met.</exception>
    public Encoding Encode(ReadOnlySpan<byte> utf8, EncodingOptions? options = null)
    {
        using var tokens = Collect<Utf8, byte>(utf8);
        return Assemble(tokens.Tokens, [], isPair: false, options);
    }

    /// <summary>Encodes a text that is in words already. Each word is encoded by itself: its offsets are relative to it.</summary>
    /// <param name="words">The words; <see cref="Encoding.WordIds"/> are their indices.</param>
    /// <param name="options">How to cut, pad and frame; nothing is cut or padded when null.</param>
    /// <exception cref="TruncationException">The options cannot be met.</exception>
    public Encoding Encode(IReadOnlyList<string> words, EncodingOptions? options = null)
    {
        using var tokens = CollectWords(words);
        return Assemble(tokens.Tokens, [], isPair: false, options);
    }

    /// <summary>Encodes two texts as one input.</summary>
    /// <param name="text">The first text.</param>
    /// <param name="pair">The second text.</param>
    /// <param name="options">How to cut, pad and frame; nothing is cut or padded when null.</param>
    /// <exception cref="TruncationException">The options cannot be met.</exception>
    public Encoding EncodePair(string text, string pair, EncodingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pair);
        using var first = Collect<Utf16, char>(text);
        using var second = Collect<Utf16, char>(pair);
        return Assemble(first.Tokens, second.Tokens, isPair: true, options);
    }

    /// <summary>Encodes two texts given in UTF-8 as one input. Offsets count bytes.</summary>
    /// <inheritdoc cref="EncodePair(string, string, EncodingOptions?)"/>
    public Encoding EncodePair(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pair, EncodingOptions? options = null)
    {
        using var first = Collect<Utf8, byte>(text);
        using var second = Collect<Utf8, byte>(pair);
        return Assemble(first.Tokens, second.Tokens, isPair: true, options);
    }

    /// <summary>Encodes two texts that are in words already as one input.</summary>
    /// <param name="words">The words of the first text.</param>
    /// <param name="pairWords">The words of the second text.</param>
    /// <param name="options">How to cut, pad and frame; nothing is cut or padded when null.</param>
    /// <exception cref="TruncationException">The options cannot be met.</exception>
    public Encoding EncodePair(IReadOnlyList<string> words, IReadOnlyList<string> pairWords, EncodingOptions? options = null)
    {
        using var first = CollectWords(words);
        using var second = CollectWords(pairWords);
        return Assemble(first.Tokens, second.Tokens, isPair: true, options);
    }

    /// <summary>The pieces of a text, without special tokens around them.</summary>
    public IReadOnlyList<string> Tokenize(string text) => Encode(text, new EncodingOptions { AddSpecialTokens = false }).Tokens;

    private TokenBuffer Collect<TText, TUnit>(ReadOnlySpan<TUnit> text)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var buffer = new TokenBuffer(text.Length / 2);
        buffer.Append<TText, TUnit>(_encoder, text);
        return buffer;
    }

    private TokenBuffer CollectWords(IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var buffer = new TokenBuffer(4 * words.Count);
        for (var word = 0; word < words.Count; word++)
        {
            buffer.AppendWord<Utf16, char>(_encoder, words[word], word);
        }

        return buffer;
    }

    private Encoding Assemble(ReadOnlySpan<Token> first, ReadOnlySpan<Token> second, bool isPair, EncodingOptions? options)
    {
        options ??= EncodingOptions.Default;
        options.Validate();
        var special = options.AddSpecialTokens ? SpecialTokenCount(isPair) : 0;
        if (options.MaxLength is not { } maxLength || first.Length + second.Length + special <= maxLength)
        {
            return Frame(first, second, isPair, options, []);
        }

        var plan = Truncation.Plan(first.Length, isPair ? second.Length : null, special, maxLength, options);
        var overflow = new Encoding[plan.Count - 1];
        for (var i = 0; i < overflow.Length; i++)
        {
            var (one, other) = plan[i + 1];
            overflow[i] = Frame(first[one], second[other], isPair, options, []);
        }

        return Frame(first[plan[0].First], second[plan[0].Second], isPair, options, [.. overflow]);
    }

    private Encoding Frame(
        ReadOnlySpan<Token> first, ReadOnlySpan<Token> second, bool isPair, EncodingOptions options, ImmutableArray<Encoding> overflow)
    {
        var frame = new EncodingFrame(_template.For(isPair), options.AddSpecialTokens, first.Length, second.Length, 0, options.PaddingSide);
        frame = frame with { Padding = Math.Max(0, (options.PadTo ?? 0) - frame.Count) };
        return frame.Fill(Vocabulary, PadId, first, second, overflow);
    }
}
