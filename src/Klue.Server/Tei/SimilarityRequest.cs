using Klue.Server.Http;

namespace Klue.Server.Tei;

/// <summary>The request of <c>/similarity</c>.</summary>
internal sealed record SimilarityRequest(SimilarityInputs? Inputs, SimilarityParameters? Parameters, string? Model);
