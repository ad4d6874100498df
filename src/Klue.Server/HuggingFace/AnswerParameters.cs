namespace Klue.Server.HuggingFace;

/// <summary>How answers are looked for.</summary>
internal sealed record AnswerParameters(
    int? TopK = null, int? DocStride = null, int? MaxAnswerLen = null, int? MaxSeqLen = null, int? MaxQuestionLen = null, bool? HandleImpossibleAnswer = null);
