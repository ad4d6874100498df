namespace Klue.Server.Page;

/// <summary>Asks for the morphemes of a text.</summary>
/// <param name="Text">The text.</param>
internal sealed record MorphemesRequest(string? Text);
