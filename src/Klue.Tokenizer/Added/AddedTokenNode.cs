using System.Runtime.InteropServices;

namespace Klue.Tokenizer.Added;

/// <summary>A node of a trie of added tokens, whose letters are Unicode scalars.</summary>
internal sealed class AddedTokenNode
{
    private readonly List<int> _scalars = [];
    private readonly List<AddedTokenNode> _children = [];

    /// <summary>The token that ends here, if one does.</summary>
    public AddedToken? Token { get; private set; }

    /// <summary>The scalars that go on from here.</summary>
    public ReadOnlySpan<int> Scalars => CollectionsMarshal.AsSpan(_scalars);

    /// <summary>The node that a scalar leads to, or null.</summary>
    public AddedTokenNode? Step(int scalar)
    {
        var index = Scalars.IndexOf(scalar);
        return index < 0 ? null : _children[index];
    }

    /// <summary>Adds a token below this node.</summary>
    public void Add(AddedToken token, ReadOnlySpan<int> scalars)
    {
        var node = this;
        foreach (var scalar in scalars)
        {
            if (node.Step(scalar) is not { } next)
            {
                next = new AddedTokenNode();
                node._scalars.Add(scalar);
                node._children.Add(next);
            }

            node = next;
        }

        node.Token = token;
    }
}
