namespace Klue.Tokenizer;

/// <summary>What a tokeniser refuses: a bad file, a part it does not have, a text that does not fit.</summary>
public class TokenizerException : Exception
{
    /// <summary>An error with a message.</summary>
    public TokenizerException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public TokenizerException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
