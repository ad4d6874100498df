namespace Klue.Tokenizer;

/// <summary>A tokeniser is made of parts that BERT's does not have.</summary>
public sealed class UnsupportedTokenizerException : TokenizerException
{
    /// <summary>Names the part.</summary>
    /// <param name="component">Where it stands: "pre_tokenizer", "added token '&lt;x&gt;'".</param>
    /// <param name="found">What it is.</param>
    public UnsupportedTokenizerException(string component, string found)
        : base($"The tokenizer's {component} is not supported: {found}.")
    {
        Component = component;
        Found = found;
    }

    /// <summary>Where the part stands.</summary>
    public string Component { get; }

    /// <summary>What it is.</summary>
    public string Found { get; }
}
