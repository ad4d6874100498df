namespace Klue.Server.Errors;

/// <summary>An error as Hugging Face's inference writes it.</summary>
internal sealed record HuggingFaceError(string Error);
