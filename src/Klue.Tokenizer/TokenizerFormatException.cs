namespace Klue.Tokenizer;

/// <summary>A file of a tokeniser does not hold what it should.</summary>
public sealed class TokenizerFormatException : TokenizerException
{
    /// <summary>Says what is wrong and where.</summary>
    /// <param name="file">The file, or what stands for one.</param>
    /// <param name="place">The line ("line 12") or the element ("model.vocab") in it, or null.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="found">What is there.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public TokenizerFormatException(string file, string? place, string expected, string found, Exception? innerException = null)
        : base($"{file}{(place is null ? "" : $", {place}")}: expected {expected}, found {found}.", innerException)
    {
        File = file;
        Place = place;
        Expected = expected;
        Found = found;
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The line or the element.</summary>
    public string? Place { get; }

    /// <summary>What should be there.</summary>
    public string Expected { get; }

    /// <summary>What is there.</summary>
    public string Found { get; }
}
