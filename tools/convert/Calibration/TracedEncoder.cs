using Klue.Configuration;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Calibration;

/// <summary>
/// The encoder once more, matrix by matrix instead of text by text: all texts wait before the same matrix, so that only that one is
/// in memory, and what they give it can be looked at. The steps are those of <see cref="BertLayer"/>, in float32.
/// </summary>
internal sealed class TracedEncoder : IDisposable
{
    private readonly BertConfig _config;
    private readonly WeightReader _reader;
    private readonly List<TracedBatch> _batches = [];

    /// <summary>Computes the embeddings of the texts.</summary>
    /// <param name="reader">The model's weights.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="batches">The texts.</param>
    public TracedEncoder(WeightReader reader, BertConfig config, IEnumerable<TokenBatch> batches)
    {
        (_reader, _config) = (reader, config);
        var hidden = config.HiddenSize;
        using var embeddings = new BertEmbeddings(
            reader.Words("embeddings.word_embeddings.weight", config.VocabSize, hidden),
            reader.Table("embeddings.token_type_embeddings.weight", config.TypeVocabSize, hidden),
            reader.Table("embeddings.position_embeddings.weight", config.MaxPositionEmbeddings, hidden),
            reader.LayerNorm("embeddings.LayerNorm", hidden, (float)config.LayerNormEpsilon));
        reader.Fill();
        foreach (var batch in batches)
        {
            var traced = new TracedBatch(batch, config);
            embeddings.Forward(batch, traced.Hidden, KernelOptions.Default);
            _batches.Add(traced);
        }
    }

    /// <summary>What the matrix reads, of all texts.</summary>
    public InputMoments InputOf(EncoderMatrix matrix)
    {
        var moments = new InputMoments(matrix.Columns);
        foreach (var batch in _batches)
        {
            moments.Add(batch.InputOf(matrix));
        }

        return moments;
    }

    /// <summary>Takes all texts past the matrix, and past what follows it up to the next one.</summary>
    public void Pass(EncoderMatrix matrix, PackedMatrix weights)
    {
        var module = matrix.Layers[0][..matrix.Layers[0].LastIndexOf('.')];
        var norm = matrix.Place is EncoderPlace.AttentionOutput or EncoderPlace.Output
            ? _reader.LayerNorm($"{module}.LayerNorm", _config.HiddenSize, (float)_config.LayerNormEpsilon)
            : null;
        foreach (var batch in _batches)
        {
            batch.Pass(matrix, weights, norm);
        }
    }

    public void Dispose() => _batches.Clear();
}
