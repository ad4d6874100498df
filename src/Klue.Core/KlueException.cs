namespace Klue;

/// <summary>
/// The base of every error about what Klue was given: a file, a tensor, a setting, a text. The message is one line
/// that says where, what was expected and what was found, and needs no stack trace to be understood.
/// </summary>
public abstract class KlueException : Exception
{
    /// <summary>Makes an error with a one-line <paramref name="message"/>.</summary>
    protected KlueException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
