using Klue.Pipelines;
using Klue.Server.Errors;

namespace Klue.Server.Http;

/// <summary>A sentence compared with others, by the measure that the model's folder names.</summary>
internal static class SentenceComparison
{
    /// <summary>How alike the first sentence and each other are, [sentences].</summary>
    /// <exception cref="RequestException">A field is missing, or a text does not fit.</exception>
    public static async Task<float[]> RunAsync(Inference inference, SentenceEmbeddingPipeline pipeline, SimilarityInputs? inputs, CancellationToken cancellationToken)
    {
        var source = RequestFields.Required(RequestFields.Required(inputs, "inputs").SourceSentence, "source_sentence");
        var sentences = RequestFields.All(inputs.Sentences, "sentences");
        inference.CheckCount("sentences", sentences.Length);
        var embeddings = await inference.RunAsync(pipeline, "inputs", (string[])[source, .. sentences], cancellationToken).ConfigureAwait(false);
        return
        [
            .. embeddings.Skip(1).Select(other => Similarity.Between(embeddings[0].Vector.Span, other.Vector.Span, pipeline.SimilarityFunction)),
        ];
    }
}
