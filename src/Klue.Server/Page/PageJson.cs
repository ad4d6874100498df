using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.Page;

[JsonSerializable(typeof(PageState))]
[JsonSerializable(typeof(PiecesRequest))]
[JsonSerializable(typeof(PiecesAnswer))]
[JsonSerializable(typeof(MorphemesRequest))]
[JsonSerializable(typeof(MorphemesAnswer))]
[JsonSerializable(typeof(AttentionRequest))]
[JsonSerializable(typeof(AttentionAnswer))]
[JsonSerializable(typeof(SimilarityRequest))]
[JsonSerializable(typeof(SimilarityAnswer))]
[JsonSerializable(typeof(DependenciesRequest))]
[JsonSerializable(typeof(DependenciesAnswer))]
internal sealed partial class PageJson : JsonSerializerContext
{
    public static PageJson Web { get; } = new(WebJson.NewOptions());
}
