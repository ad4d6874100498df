namespace Klue.Server.OpenAi;

/// <summary>The answer of <c>/v1/embeddings</c>.</summary>
internal sealed record EmbeddingsResponse(string Object, EmbeddingObject[] Data, string Model, Usage Usage);
