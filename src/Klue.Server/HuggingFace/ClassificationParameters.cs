namespace Klue.Server.HuggingFace;

/// <summary>How texts are classified.</summary>
internal sealed record ClassificationParameters(int? TopK, string? FunctionToApply);
