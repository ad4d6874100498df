namespace Klue.Server.Page;

/// <summary>Asks how much the tokens of a text look at each other.</summary>
/// <param name="Text">The text.</param>
/// <param name="Layer">The layer, from 0; the first if not given.</param>
/// <param name="Head">The head of that layer, from 0; the first if not given.</param>
/// <param name="Model">The model; the first if not given.</param>
internal sealed record AttentionRequest(string? Text, int? Layer, int? Head, string? Model);
