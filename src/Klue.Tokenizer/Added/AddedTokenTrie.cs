using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Added;

/// <summary>Finds the longest added token at a place of the text. Time is bounded by the longest token, not by the text.</summary>
internal sealed class AddedTokenTrie
{
    private readonly List<Node> _nodes = [new Node()];

    /// <summary>Makes the trie of tokens whose letters the caller has prepared (as they stand, or normalised).</summary>
    public AddedTokenTrie(IEnumerable<(AddedToken Token, int[] Scalars)> tokens)
    {
        foreach (var (token, scalars) in tokens)
        {
            var node = _nodes[0];
            foreach (var scalar in scalars)
            {
                if (!node.Children.TryGetValue(scalar, out var child))
                {
                    child = _nodes.Count;
                    node.Children.Add(scalar, child);
                    _nodes.Add(new Node());
                }

                node = _nodes[child];
            }

            node.Token = token;
        }
    }

    /// <summary>The scalars that tokens begin with.</summary>
    public IReadOnlyCollection<int> Beginnings => _nodes[0].Children.Keys;

    /// <summary>The node before the first scalar.</summary>
    public static int Start => 0;

    /// <summary>One step of a match; false when no token goes on so. At the end of a token, gives it.</summary>
    public bool TryStep(ref int node, int scalar, out AddedToken? token)
    {
        token = null;
        if (!_nodes[node].Children.TryGetValue(scalar, out var child))
        {
            return false;
        }

        node = child;
        token = _nodes[child].Token;
        return true;
    }

    /// <summary>The longest token that begins at a place of raw text and where it ends; null when there is none.</summary>
    public AddedToken? Match<TText, TUnit>(ReadOnlySpan<TUnit> text, int position, out int end)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        AddedToken? found = null;
        end = position;
        var node = Start;
        for (var next = position; next < text.Length;)
        {
            var scalar = TText.ReadScalar(text, next, out var length);
            if (!TryStep(ref node, scalar, out var token))
            {
                break;
            }

            next += length;
            if (token is not null)
            {
                (found, end) = (token, next);
            }
        }

        return found is { SingleWord: true } && TouchesWord<TText, TUnit>(text, position, end) ? null : found;
    }

    private static bool TouchesWord<TText, TUnit>(ReadOnlySpan<TUnit> text, int start, int end)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged =>
        (start > 0 && UnicodeTables.PropertiesOf(TText.ReadScalarBefore(text, start, out _)).IsRegexWord)
        || (end < text.Length && UnicodeTables.PropertiesOf(TText.ReadScalar(text, end, out _)).IsRegexWord);

    private sealed class Node
    {
        public Dictionary<int, int> Children { get; } = [];

        public AddedToken? Token { get; set; }
    }
}
