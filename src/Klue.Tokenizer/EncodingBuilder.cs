namespace Klue.Tokenizer;

/// <summary>Fills from left to right what of an encoding does not follow from its frame.</summary>
internal ref struct EncodingBuilder(int count)
{
    private int _next;

    /// <summary>The ids.</summary>
    public int[] Ids { get; } = new int[count];

    /// <summary>Where each token comes from.</summary>
    public TokenOffset[] Offsets { get; } = new TokenOffset[count];

    /// <summary>One more than the number of each token's word; 0 for tokens of no word.</summary>
    public int[] WordsFromOne { get; } = new int[count];

    public void AddTokens(ReadOnlySpan<Token> tokens)
    {
        var ids = Ids.AsSpan(_next, tokens.Length);
        var offsets = Offsets.AsSpan(_next, tokens.Length);
        var words = WordsFromOne.AsSpan(_next, tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            ids[i] = token.Id;
            offsets[i] = new TokenOffset(token.Start, token.End);
            words[i] = token.Word + 1;
        }

        _next += tokens.Length;
    }

    public void AddSpecial(int id, int length)
    {
        Ids.AsSpan(_next, length).Fill(id);
        _next += length;
    }
}
