namespace Klue.Server.HuggingFace;

/// <summary>A text, or two that are classified together.</summary>
internal sealed record PairInput(string? Text, string? TextPair);
