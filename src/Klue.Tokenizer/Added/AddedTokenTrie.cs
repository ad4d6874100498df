using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Added;

/// <summary>Finds the longest added token at a place of the text. Time is bounded by the longest token, not by the text.</summary>
internal sealed class AddedTokenTrie
{
    /// <summary>The node before the first scalar.</summary>
    public const int Start = 0;

    private readonly int[] _scalars;
    private readonly Node[] _nodes;

    /// <summary>Makes the trie of tokens whose letters the caller has prepared (as they stand, or normalised).</summary>
    public AddedTokenTrie(IEnumerable<(AddedToken Token, int[] Scalars)> tokens)
    {
        (AddedToken Token, int[] Scalars)[] sorted = [.. tokens.OrderBy(token => token.Scalars, new ScalarOrder())];
        List<int> scalars = [0];
        List<Node> nodes = [new Node(0, sorted.Length, Depth: 0, Token: null)];
        for (var node = Start; node < nodes.Count; node++)
        {
            nodes[node] = Split(sorted, nodes[node], scalars, nodes);
        }

        _scalars = [.. scalars];
        _nodes = [.. nodes];
    }

    /// <summary>The scalars that tokens begin with.</summary>
    public ReadOnlySpan<int> Beginnings => _scalars.AsSpan(_nodes[Start].First.._nodes[Start].End);

    /// <summary>One step of a match; false when no token goes on so. At the end of a token, gives it.</summary>
    public bool TryStep(ref int node, int scalar, out AddedToken? token)
    {
        var (first, end) = (_nodes[node].First, _nodes[node].End);
        var index = _scalars.AsSpan(first..end).IndexOf(scalar);
        if (index < 0)
        {
            token = null;
            return false;
        }

        node = first + index;
        token = _nodes[node].Token;
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

    /// <summary>Turns a node's range of sorted tokens into its range of children, which are appended.</summary>
    private static Node Split((AddedToken Token, int[] Scalars)[] sorted, Node node, List<int> scalars, List<Node> nodes)
    {
        var (first, end, depth) = (node.First, node.End, node.Depth);
        AddedToken? token = null;
        while (first < end && sorted[first].Scalars.Length == depth)
        {
            token = sorted[first++].Token;
        }

        var firstChild = nodes.Count;
        while (first < end)
        {
            var scalar = sorted[first].Scalars[depth];
            var start = first;
            while (first < end && sorted[first].Scalars[depth] == scalar)
            {
                first++;
            }

            scalars.Add(scalar);
            nodes.Add(new Node(start, first, depth + 1, Token: null));
        }

        return new Node(firstChild, nodes.Count, depth, token);
    }

    /// <summary>A node, whose own scalar stands at its number: first with its range of tokens, in the end with that of its children.</summary>
    private readonly record struct Node(int First, int End, int Depth, AddedToken? Token);

    private sealed class ScalarOrder : IComparer<int[]>
    {
        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
