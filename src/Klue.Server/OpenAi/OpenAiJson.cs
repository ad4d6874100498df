using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.OpenAi;

[JsonSerializable(typeof(EmbeddingsRequest))]
[JsonSerializable(typeof(EmbeddingsResponse))]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class OpenAiJson : JsonSerializerContext
{
    public static OpenAiJson Web { get; } = new(WebJson.NewOptions());
}
