using Klue.Tokenizer.Normalization;
using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Added;

/// <summary>The added tokens of a tokeniser, checked: any whose reading would depend on more than the text around it are refused.</summary>
internal sealed class AddedTokenSet
{
    private readonly List<AddedToken> _normalized = [];

    /// <summary>Checks and sorts the tokens.</summary>
    /// <exception cref="UnsupportedTokenizerException">Two of them are set to interfere with each other.</exception>
    public AddedTokenSet(IReadOnlyList<AddedToken> tokens)
    {
        Tokens = tokens;
        List<AddedToken> raw = [];
        foreach (var token in tokens)
        {
            (token.Normalized ? _normalized : raw).Add(token);
            Lookahead = Math.Max(Lookahead, 4 * (1 + token.Content.Length));
            LooksBehind |= token.LeftStrip || token.SingleWord;
        }

        foreach (var token in _normalized)
        {
            if (token.SingleWord || token.LeftStrip || token.RightStrip)
            {
                throw new UnsupportedTokenizerException(
                    $"added token '{token.Content}'", "a token with normalized together with single_word, lstrip or rstrip");
            }
        }

        foreach (var token in raw)
        {
            RefuseInterference(token, raw);
        }

        Raw = raw.Count == 0 ? null : new AddedTokenTrie(raw, token => Scalars(token.Content));
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<AddedToken> Tokens { get; }

    /// <summary>Those that are looked for in the raw text; null when there are none.</summary>
    public AddedTokenTrie? Raw { get; }

    /// <summary>A number of code units, whatever their kind, within which any token and the character after it lie.</summary>
    public int Lookahead { get; } = 4;

    /// <summary>Whether a token depends on what stands before it.</summary>
    public bool LooksBehind { get; }

    /// <summary>Those that are looked for in the normalised text, normalised themselves; null when there are none.</summary>
    /// <exception cref="UnsupportedTokenizerException">Nothing is left of one of them.</exception>
    public AddedTokenTrie? NormalizedBy(BertNormalizer normalizer) =>
        _normalized.Count == 0 ? null : new AddedTokenTrie(_normalized, token => Normalize(token, normalizer));

    private static int[] Normalize(AddedToken token, BertNormalizer normalizer)
    {
        List<int> scalars = [];
        var reader = new NormalizedReader<Utf16, char>(token.Content, 0, normalizer, stops: null);
        while (reader.TryRead(out var scalar))
        {
            scalars.Add(scalar.Value);
        }

        return scalars.Count > 0 ? [.. scalars]
            : throw new UnsupportedTokenizerException($"added token '{token.Content}'", "a token of which the normaliser leaves nothing");
    }

    /// <summary>
    /// A place where a single_word token is refused because a word touches it still hides other tokens that begin inside it, and white
    /// space taken by rstrip still lets a token begin there. Both are oddities of Hugging Face that no real tokeniser shows.
    /// </summary>
    private static void RefuseInterference(AddedToken token, List<AddedToken> others)
    {
        foreach (var other in others)
        {
            for (var start = 1; token.SingleWord && start < token.Content.Length; start++)
            {
                var rest = token.Content.AsSpan(start);
                if (rest.StartsWith(other.Content) || other.Content.AsSpan().StartsWith(rest))
                {
                    throw new UnsupportedTokenizerException(
                        $"added token '{token.Content}'", $"a single_word token inside which '{other.Content}' can begin");
                }
            }

            if (token.RightStrip && UnicodeTables.PropertiesOf(Scalars(other.Content)[0]).Boundary == WordBoundary.WhiteSpace)
            {
                throw new UnsupportedTokenizerException(
                    $"added token '{token.Content}'", $"an rstrip token beside one that begins with white space, '{other.Content}'");
            }
        }
    }

    private static int[] Scalars(string text)
    {
        List<int> scalars = [];
        foreach (var rune in text.EnumerateRunes())
        {
            scalars.Add(rune.Value);
        }

        return [.. scalars];
    }
}
