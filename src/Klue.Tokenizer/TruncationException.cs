namespace Klue.Tokenizer;

/// <summary>A text cannot be cut to the length asked for, or is longer and was not to be cut.</summary>
public sealed class TruncationException : TokenizerException
{
    /// <summary>Says why.</summary>
    public TruncationException(string message)
        : base(message)
    {
    }
}
