namespace Klue.Server.Page;

/// <summary>Asks for the pieces of a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Model">Whose tokenizer; the first model's if not given.</param>
internal sealed record PiecesRequest(string? Text, string? Model);
