using Klue.Configuration;
using Klue.Pipelines;
using Klue.Server.Errors;

namespace Klue.Server.Http;

/// <summary>Vectors as requests ask for them.</summary>
internal static class EmbeddingVectors
{
    /// <summary>The vectors, cut to their first dimensions and made of length 1 where that is asked for.</summary>
    /// <param name="embeddings">What the model made.</param>
    /// <param name="model">The model; a folder that normalises has done so already.</param>
    /// <param name="dimensions">How many numbers to keep, or null for all.</param>
    /// <param name="normalize">Whether to divide by the length.</param>
    public static ReadOnlyMemory<float>[] Shape(SentenceEmbedding[] embeddings, ServedModel model, int? dimensions, bool normalize)
    {
        var isNormal = model.Model.SentenceTransformers.Modules[^1] is NormalizeModule && dimensions is null;
        return Array.ConvertAll(embeddings, embedding =>
        {
            var vector = embedding.Vector[..(dimensions ?? embedding.Vector.Length)];
            return normalize && !isNormal ? Normalized(vector.Span) : vector;
        });
    }

    /// <summary>Refuses more dimensions than there are.</summary>
    /// <exception cref="RequestException">Less than 1 or more than a vector has.</exception>
    public static void CheckDimensions(int? dimensions, int width)
    {
        if (dimensions is < 1 || dimensions > width)
        {
            throw new RequestException(ErrorKind.WrongShape, $"'dimensions' is {dimensions}; expected 1 to {width}.");
        }
    }

    private static float[] Normalized(ReadOnlySpan<float> vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
        {
            sum += (double)value * value;
        }

        var length = Math.Max(Math.Sqrt(sum), 1e-12);
        var normal = new float[vector.Length];
        for (var i = 0; i < normal.Length; i++)
        {
            normal[i] = (float)(vector[i] / length);
        }

        return normal;
    }
}
