namespace Klue.Server.State;

/// <summary>A model that embeds.</summary>
internal sealed record EmbeddingModelType(string Pooling);
