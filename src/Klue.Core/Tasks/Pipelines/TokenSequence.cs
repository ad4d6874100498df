using Klue.Tokenizer;

namespace Klue.Tasks.Pipelines;

/// <summary>Sequences that KLUE-baseline puts together itself, of tokens rather than of texts.</summary>
internal static class TokenSequence
{
    /// <summary>[CLS] tokens [SEP], all of type 0. What does not fit is cut, at the end or at the beginning, and left as the overflow.</summary>
    /// <param name="tokenizer">The tokenizer that the tokens are from.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="limit">The most tokens, [CLS] and [SEP] included.</param>
    /// <param name="keepsEnd">Whether the end stays.</param>
    public static Encoding Single(BertTokenizer tokenizer, ReadOnlySpan<Token> tokens, int limit, bool keepsEnd = false)
    {
        var excess = Math.Max(0, tokens.Length - (limit - 2));
        var kept = keepsEnd ? tokens[excess..] : tokens[..^excess];
        var cut = keepsEnd ? tokens[..excess] : tokens[^excess..];
        return new Encoding(tokenizer.Vocabulary, Frame(tokenizer, kept), excess == 0 ? [] : [new Encoding(tokenizer.Vocabulary, Frame(tokenizer, cut), [])]);
    }

    /// <summary>[CLS] first [SEP] second [SEP], the second with its [SEP] of type 1.</summary>
    public static Encoding Pair(BertTokenizer tokenizer, ReadOnlySpan<Token> first, ReadOnlySpan<Token> second)
    {
        const int SpecialTokens = 3;
        var builder = new EncodingBuilder(first.Length + second.Length + SpecialTokens);
        builder.AddSpecial(tokenizer.ClsId, 0);
        builder.AddTokens(first, 0, 0);
        builder.AddSpecial(tokenizer.SepId, 0);
        builder.AddTokens(second, 1, 1);
        builder.AddSpecial(tokenizer.SepId, 1);
        return new Encoding(tokenizer.Vocabulary, builder, []);
    }

    /// <summary>The tokens of a text without special ones around them, their word ids as given.</summary>
    public static IEnumerable<Token> Of(BertTokenizer tokenizer, string text, int word = 0)
    {
        var encoding = tokenizer.Encode(text, new EncodingOptions { AddSpecialTokens = false });
        return encoding.Ids.Select((id, index) => new Token(id, encoding.Offsets[index].Start, encoding.Offsets[index].End, word));
    }

    private static EncodingBuilder Frame(BertTokenizer tokenizer, ReadOnlySpan<Token> tokens)
    {
        var builder = new EncodingBuilder(tokens.Length + 2);
        builder.AddSpecial(tokenizer.ClsId, 0);
        builder.AddTokens(tokens, 0, 0);
        builder.AddSpecial(tokenizer.SepId, 0);
        return builder;
    }
}
