using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Texts to make vectors of, or a sentence to compare with others; one of both is null.</summary>
internal sealed record FeatureInputs(OneOrMany<string>? Texts, SimilarityInputs? Comparison);
