namespace Klue.Models;

/// <summary>What a model was asked to read does not fit it: ids outside its tables, too many tokens, a mask of zeros, a head it has not.</summary>
public sealed class InputException : KlueException
{
    /// <summary>Makes an error with a one-line <paramref name="message"/>.</summary>
    public InputException(string message)
        : base(message)
    {
    }
}
