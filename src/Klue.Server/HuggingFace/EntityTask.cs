using Klue.Pipelines;
using Klue.Server.Errors;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Token classification.</summary>
internal static class EntityTask
{
    /// <summary>The entities of a text; for several texts a list for each.</summary>
    public static async Task<object> RunAsync(Inference inference, ServedModel model, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var request = JsonBody.Read(body, HuggingFaceJson.Web.EntityRequest);
        var inputs = RequestFields.Required(request.Inputs, "inputs");
        var aggregation = AggregationOf(request.Parameters?.AggregationStrategy);
        var ignored = request.Parameters?.IgnoreLabels is { } labels ? RequestFields.All(labels, "ignore_labels") : null;
        var found = await inference.RunAsync(model.Entities(aggregation, ignored), "inputs", inputs.Items, cancellationToken).ConfigureAwait(false);
        var isToken = aggregation == AggregationStrategy.None;
        EntityObject[][] texts = [.. found.Select(entities => (EntityObject[])[.. entities.Select(entity => Describe(entity, isToken))])];
        return inputs.IsMany ? texts : texts[0];
    }

    private static EntityObject Describe(Entity entity, bool isToken) => new(
        isToken ? null : entity.Label, isToken ? entity.Label : null, entity.Score, isToken ? entity.Index : null, entity.Word, entity.Start, entity.End);

    private static AggregationStrategy AggregationOf(string? name) => name switch
    {
        null or "simple" => AggregationStrategy.Simple,
        "none" => AggregationStrategy.None,
        "first" => AggregationStrategy.First,
        "average" => AggregationStrategy.Average,
        "max" => AggregationStrategy.Max,
        _ => throw new RequestException(ErrorKind.WrongShape, "'aggregation_strategy' is none of 'none', 'simple', 'first', 'average' and 'max'."),
    };
}
