using System.Collections.Immutable;
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
        return Frame(tokenizer, kept, default, isPair: false, excess == 0 ? [] : [Frame(tokenizer, cut, default, isPair: false, [])]);
    }

    /// <summary>[CLS] first [SEP] second [SEP], the second with its [SEP] of type 1.</summary>
    public static Encoding Pair(BertTokenizer tokenizer, ReadOnlySpan<Token> first, ReadOnlySpan<Token> second) =>
        Frame(tokenizer, first, second, isPair: true, []);

    /// <summary>The tokens of a text without special ones around them, their word ids as given.</summary>
    public static IEnumerable<Token> Of(BertTokenizer tokenizer, string text, int word = 0)
    {
        var encoding = tokenizer.Encode(text, new EncodingOptions { AddSpecialTokens = false });
        return encoding.Ids.Select((id, index) => new Token(id, encoding.Offsets[index].Start, encoding.Offsets[index].End, word));
    }

    private static Encoding Frame(
        BertTokenizer tokenizer, ReadOnlySpan<Token> first, ReadOnlySpan<Token> second, bool isPair, ImmutableArray<Encoding> overflow)
    {
        // KLUE-baseline's own, whatever template the tokenizer has.
        var template = EncodingTemplate.Bert(tokenizer.ClsId, tokenizer.SepId).For(isPair);
        var frame = new EncodingFrame(template, AddsSpecialTokens: true, first.Length, second.Length, Padding: 0, Side.Right);
        return frame.Fill(tokenizer.Vocabulary, tokenizer.PadId, first, second, overflow);
    }
}
