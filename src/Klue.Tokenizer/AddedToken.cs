namespace Klue.Tokenizer;

/// <summary>A token that is found in the text itself, before any splitting into words: <c>[MASK]</c>, <c>&lt;subj&gt;</c>.</summary>
/// <remarks>The fields are those of <c>added_tokens</c> in tokenizer.json.</remarks>
public sealed record AddedToken
{
    /// <summary>A special token as BERT's are: found in the raw text, case-sensitively, wherever it stands.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="content">Its text, not empty.</param>
    public AddedToken(int id, string content)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentException.ThrowIfNullOrEmpty(content);
        Id = id;
        Content = content;
    }

    /// <summary>Its id.</summary>
    public int Id { get; }

    /// <summary>Its text.</summary>
    public string Content { get; }

    /// <summary>Found only where no word character touches it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>White space before it becomes part of it.</summary>
    public bool LeftStrip { get; init; }

    /// <summary>White space after it becomes part of it.</summary>
    public bool RightStrip { get; init; }

    /// <summary>Looked for in the normalised text instead of the raw one.</summary>
    public bool Normalized { get; init; }

    /// <summary>Left out by <see cref="BertTokenizer.Decode"/> when special tokens are to be skipped.</summary>
    public bool Special { get; init; } = true;
}
