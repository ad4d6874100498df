namespace Klue.Server.Errors;

/// <summary>What an OpenAI error says.</summary>
internal sealed record OpenAiErrorDetail(string Message, string Type, string? Param, string? Code);
