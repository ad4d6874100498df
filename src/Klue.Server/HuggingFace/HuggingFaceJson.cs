using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

[JsonSerializable(typeof(FillMaskRequest))]
[JsonSerializable(typeof(ClassificationRequest))]
[JsonSerializable(typeof(EntityRequest))]
[JsonSerializable(typeof(AnswerRequest))]
[JsonSerializable(typeof(FeatureRequest))]
[JsonSerializable(typeof(SimilarityInputs))]
[JsonSerializable(typeof(object))]
[JsonSerializable(typeof(object[]))]
[JsonSerializable(typeof(FilledToken[][]))]
[JsonSerializable(typeof(ClassLabel[][]))]
[JsonSerializable(typeof(EntityObject[][]))]
[JsonSerializable(typeof(AnswerObject[]))]
[JsonSerializable(typeof(PairInput))]
[JsonSerializable(typeof(QuestionInput))]
[JsonSerializable(typeof(float[]))]
[JsonSerializable(typeof(ReadOnlyMemory<float>[][][]))]
internal sealed partial class HuggingFaceJson : JsonSerializerContext
{
    public static HuggingFaceJson Web { get; } = new(WebJson.NewOptions());
}
