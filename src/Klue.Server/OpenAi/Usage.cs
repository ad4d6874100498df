namespace Klue.Server.OpenAi;

/// <summary>How many tokens were read, special ones included.</summary>
internal sealed record Usage(int PromptTokens, int TotalTokens);
