using System.Text.Json.Serialization;

namespace Klue.Server.State;

/// <summary>What kind of model the one that embeds is; one of the two is null and left out.</summary>
internal sealed record ModelType(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EmbeddingModelType? Embedding,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ClassifierModelType? Classifier)
{
    public static ModelType Of(ServedModel model) =>
        model.DefaultTask == ServedTask.TextClassification
            ? new ModelType(null, ClassifierModelType.Of(model.Model.Config.Labels))
            : new ModelType(new EmbeddingModelType($"{model.Model.SentenceTransformers.Pooling.Modes}".ToLowerInvariant()), null);
}
