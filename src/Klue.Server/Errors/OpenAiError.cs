namespace Klue.Server.Errors;

/// <summary>An error as OpenAI writes it.</summary>
internal sealed record OpenAiError(OpenAiErrorDetail Error);
