using Klue.Configuration;
using Klue.Server.Errors;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Text classification.</summary>
internal static class ClassificationTask
{
    /// <summary>A list of labels for each text, be it one text.</summary>
    public static async Task<object> RunAsync(Inference inference, ServedModel model, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var request = JsonBody.Read(body, HuggingFaceJson.Web.ClassificationRequest);
        var inputs = RequestFields.Required(request.Inputs, "inputs");
        var topK = RequestFields.Positive(request.Parameters?.TopK, "top_k") ?? int.MaxValue;
        var pipeline = model.Classify(FunctionOf(request.Parameters?.FunctionToApply), new Truncation(IsAllowed: false));
        var found = await inference.RunAsync(pipeline, "inputs", inputs.Items, cancellationToken).ConfigureAwait(false);
        return found.Select(labels => labels.Take(topK).Select(label => new ClassLabel(label.Label, label.Score)).ToArray()).ToArray();
    }

    private static ScoreFunction? FunctionOf(string? name) => name switch
    {
        null => null,
        "softmax" => ScoreFunction.Softmax,
        "sigmoid" => ScoreFunction.Sigmoid,
        "none" => ScoreFunction.None,
        _ => throw new RequestException(ErrorKind.WrongShape, "'function_to_apply' is none of 'softmax', 'sigmoid' and 'none'."),
    };
}
