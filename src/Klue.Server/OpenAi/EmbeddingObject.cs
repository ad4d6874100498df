using System.Text.Json.Serialization;

namespace Klue.Server.OpenAi;

/// <summary>The vector of one input.</summary>
internal sealed record EmbeddingObject(string Object, int Index, [property: JsonConverter(typeof(EmbeddingConverter))] EmbeddingNumbers Embedding);
