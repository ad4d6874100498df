namespace Klue.Configuration;

/// <summary><c>1_Pooling</c>: one vector of the hidden states.</summary>
/// <param name="Modes">At least one; the vector is as many times as wide.</param>
/// <param name="WordEmbeddingDimension">The width of the hidden states, where the file says it.</param>
/// <param name="IncludePrompt">Whether the tokens of a prompt count.</param>
public sealed record PoolingModule(PoolingModes Modes, int? WordEmbeddingDimension = null, bool IncludePrompt = true) : SentenceModule;
