using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Fill-mask.</summary>
internal static class FillMaskTask
{
    private const int UsualTopK = 5;

    /// <summary>For one text with one mask its words; for several masks a list for each; for several texts a list for each text.</summary>
    public static async Task<object> RunAsync(Inference inference, ServedModel model, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var request = JsonBody.Read(body, HuggingFaceJson.Web.FillMaskRequest);
        var inputs = RequestFields.Required(request.Inputs, "inputs");
        var topK = RequestFields.Positive(request.Parameters?.TopK, "top_k") ?? UsualTopK;
        var pipeline = model.FillMask(topK, request.Parameters?.Targets?.Items);
        var found = await inference.RunAsync(pipeline, "inputs", inputs.Items, cancellationToken).ConfigureAwait(false);
        FilledToken[][][] texts =
        [
            .. found.Select(masks => (FilledToken[][])
            [
                .. masks.Select(best => (FilledToken[])[.. best.Take(topK).Select(token => new FilledToken(token.Score, token.Token, token.TokenString, token.Sequence))]),
            ]),
        ];
        return inputs.IsMany ? texts.Select(MasksOf).ToArray() : MasksOf(texts[0]);
    }

    private static object MasksOf(FilledToken[][] masks) => masks.Length == 1 ? masks[0] : masks;
}
