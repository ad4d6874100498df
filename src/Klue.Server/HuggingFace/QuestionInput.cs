namespace Klue.Server.HuggingFace;

/// <summary>A question and the text to find its answer in.</summary>
internal sealed record QuestionInput(string? Question, string? Context);
