namespace Klue.Server.Http;

/// <summary>Marks routes that need no key: what tells nothing of the models and computes nothing.</summary>
internal sealed class OpenToAll
{
    /// <summary>The mark.</summary>
    public static OpenToAll Mark { get; } = new();
}
