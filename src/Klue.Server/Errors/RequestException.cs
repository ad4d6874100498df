namespace Klue.Server.Errors;

/// <summary>A request cannot be answered; the message is one line for its sender.</summary>
internal sealed class RequestException(ErrorKind kind, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public ErrorKind Kind => kind;
}
