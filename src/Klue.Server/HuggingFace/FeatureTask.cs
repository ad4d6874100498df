using Klue.Pipelines;
using Klue.Server.Errors;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>Feature extraction and sentence similarity, which a model folder made for sentences both can.</summary>
internal static class FeatureTask
{
    /// <summary>
    /// Of a folder made for sentences the vector of a text, of any other [1, L, hidden], its tokens' vectors; for several texts one of
    /// these for each. If a sentence is compared with others, how alike they are.
    /// </summary>
    public static async Task<object> RunAsync(
        Inference inference, ServedModel model, ServedTask? asked, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var request = JsonBody.Read(body, HuggingFaceJson.Web.FeatureRequest);
        var inputs = RequestFields.Required(request.Inputs, "inputs");
        var truncation = RequestFields.Truncation(request.Truncate, request.TruncationDirection);
        if (asked == ServedTask.SentenceSimilarity || (asked is null && inputs.Comparison is not null))
        {
            return await SentenceComparison.RunAsync(
                inference, model.Embeddings(truncation, request.PromptName), inputs.Comparison ?? throw NotComparable(), cancellationToken).ConfigureAwait(false);
        }

        var texts = inputs.Texts ?? throw new RequestException(ErrorKind.WrongShape, "'inputs' is neither a string nor an array of strings.");
        return model.Model.SentenceTransformers.HasModulesFile
            ? await SentencesAsync(inference, model.Embeddings(truncation, request.PromptName), model, texts, request.Normalize ?? false, cancellationToken).ConfigureAwait(false)
            : request.Normalize is null && request.PromptName is null
            ? await TokensAsync(inference, model.Features(truncation), texts, cancellationToken).ConfigureAwait(false)
            : throw new RequestException(ErrorKind.WrongShape, "'normalize' and 'prompt_name' are for models made for sentences; this one gives a vector for each token.");
    }

    private static async Task<object> SentencesAsync(
        Inference inference, SentenceEmbeddingPipeline pipeline, ServedModel model, OneOrMany<string> texts, bool normalize, CancellationToken cancellationToken)
    {
        var embeddings = await inference.RunAsync(pipeline, "inputs", texts.Items, cancellationToken).ConfigureAwait(false);
        var vectors = EmbeddingVectors.Shape(embeddings, model, dimensions: null, normalize);
        return texts.IsMany ? vectors : vectors[0];
    }

    private static async Task<object> TokensAsync(
        Inference inference, FeatureExtractionPipeline pipeline, OneOrMany<string> texts, CancellationToken cancellationToken)
    {
        var features = await inference.RunAsync(pipeline, "inputs", texts.Items, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<float>[][][] vectors = [.. features.Select(text => (ReadOnlyMemory<float>[][])[TokenVectors.Of(text)])];
        return texts.IsMany ? vectors : vectors[0];
    }

    private static RequestException NotComparable() =>
        new(ErrorKind.WrongShape, "'inputs' is not an object with 'source_sentence' and 'sentences'.");
}
