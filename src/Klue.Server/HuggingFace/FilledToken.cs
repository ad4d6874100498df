namespace Klue.Server.HuggingFace;

/// <summary>A token that could stand in the place of a mask.</summary>
internal sealed record FilledToken(float Score, int Token, string TokenStr, string Sequence);
