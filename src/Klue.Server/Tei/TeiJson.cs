using System.Text.Json.Serialization;
using Klue.Pipelines;
using Klue.Server.Http;

namespace Klue.Server.Tei;

[JsonSerializable(typeof(EmbedRequest))]
[JsonSerializable(typeof(PredictRequest))]
[JsonSerializable(typeof(RerankRequest))]
[JsonSerializable(typeof(SimilarityRequest))]
[JsonSerializable(typeof(TokenizeRequest))]
[JsonSerializable(typeof(DecodeRequest))]
[JsonSerializable(typeof(ReadOnlyMemory<float>[]))]
[JsonSerializable(typeof(ReadOnlyMemory<float>[][]))]
[JsonSerializable(typeof(IReadOnlyList<SparseValue>[]))]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(Prediction[]))]
[JsonSerializable(typeof(Prediction[][]))]
[JsonSerializable(typeof(Rank[]))]
[JsonSerializable(typeof(float[]))]
[JsonSerializable(typeof(SimpleToken[][]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class TeiJson : JsonSerializerContext
{
    public static TeiJson Web { get; } = new(WebJson.NewOptions());
}
