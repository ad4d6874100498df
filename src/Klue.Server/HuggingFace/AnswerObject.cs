namespace Klue.Server.HuggingFace;

/// <summary>An answer; start and end count UTF-16 code units of the context.</summary>
internal sealed record AnswerObject(float Score, int Start, int End, string Answer);
