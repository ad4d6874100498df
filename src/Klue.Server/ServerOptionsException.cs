namespace Klue.Server;

/// <summary>The server was asked to serve what cannot be served.</summary>
public sealed class ServerOptionsException : KlueException
{
    /// <summary>Makes an error with a one-line <paramref name="message"/>.</summary>
    public ServerOptionsException(string message)
        : base(message)
    {
    }
}
