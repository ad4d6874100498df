namespace Klue.Tokenizer.Training;

/// <summary>The tokens found so far, with their ids.</summary>
internal sealed class PieceTable
{
    private readonly List<string> _tokens = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public PieceTable(IEnumerable<string> first)
    {
        foreach (var token in first)
        {
            GetOrAdd(token);
        }
    }

    public int Count => _tokens.Count;

    public IReadOnlyList<string> Tokens => _tokens;

    public bool Contains(string token) => _ids.ContainsKey(token);

    public int IdOf(string token) => _ids[token];

    /// <summary>The id of a token, which becomes the last if it is new.</summary>
    public int GetOrAdd(string token)
    {
        if (!_ids.TryGetValue(token, out var id))
        {
            id = _tokens.Count;
            _tokens.Add(token);
            _ids.Add(token, id);
        }

        return id;
    }

    /// <summary>The token that two neighbours make.</summary>
    public string Join(PiecePair pair)
    {
        var tail = _tokens[pair.Right].AsSpan();
        return string.Concat(
            _tokens[pair.Left],
            tail.StartsWith(WordSplitter.Continuation, StringComparison.Ordinal) ? tail[WordSplitter.Continuation.Length..] : tail);
    }
}
