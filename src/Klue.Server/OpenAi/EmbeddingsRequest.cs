using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.OpenAi;

/// <summary>The request of <c>/v1/embeddings</c>.</summary>
internal sealed record EmbeddingsRequest(
    [property: JsonConverter(typeof(TextsOrIdsConverter))] OneOrMany<TextOrIds>? Input,
    string? Model,
    string? EncodingFormat,
    int? Dimensions);
