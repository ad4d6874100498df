using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Added;

/// <summary>Finds the longest added token at a place of the text. Time is bounded by the longest token, not by the text.</summary>
internal sealed class AddedTokenTrie
{
    /// <summary>Makes the trie of tokens.</summary>
    /// <param name="tokens">At least one token.</param>
    /// <param name="scalarsOf">The letters of a token: as they stand, or normalised.</param>
    public AddedTokenTrie(IEnumerable<AddedToken> tokens, Func<AddedToken, int[]> scalarsOf)
    {
        foreach (var token in tokens)
        {
            Root.Add(token, scalarsOf(token));
        }
    }

    /// <summary>The node before the first scalar.</summary>
    public AddedTokenNode Root { get; } = new();

    /// <summary>The longest token that begins at a place of raw text and where it ends; null when there is none.</summary>
    public AddedToken? Match<TText, TUnit>(ReadOnlySpan<TUnit> text, int position, out int end)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        AddedToken? found = null;
        end = position;
        var node = Root;
        for (var next = position; next < text.Length;)
        {
            node = node.Step(TText.ReadScalar(text, next, out var length));
            if (node is null)
            {
                break;
            }

            next += length;
            if (node.Token is not null)
            {
                (found, end) = (node.Token, next);
            }
        }

        return found is { SingleWord: true } && TouchesWord<TText, TUnit>(text, position, end) ? null : found;
    }

    private static bool TouchesWord<TText, TUnit>(ReadOnlySpan<TUnit> text, int start, int end)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged =>
        (start > 0 && UnicodeTables.PropertiesOf(TText.ReadScalarBefore(text, start, out _)).IsRegexWord)
        || (end < text.Length && UnicodeTables.PropertiesOf(TText.ReadScalar(text, end, out _)).IsRegexWord);
}
