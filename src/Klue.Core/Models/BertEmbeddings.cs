using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// Word, token type and position embeddings, summed in HF's order and normalised (<c>BertEmbeddings</c> in
/// modeling_bert.py; <c>RobertaEmbeddings</c> differs only in its position ids, which the batch holds).
/// </summary>
internal sealed class BertEmbeddings(PackedTable words, EmbeddingTable tokenTypes, EmbeddingTable positions, LayerNormWeights norm) : IDisposable
{
    /// <summary>Word embeddings, [vocabulary, hidden]; a tied decoder reads them too.</summary>
    public PackedTable Words => words;

    public long ByteLength => words.ByteLength + tokenTypes.ByteLength + positions.ByteLength;

    public void Forward(TokenBatch batch, MatrixView output, KernelOptions options)
    {
        Embedding.Sum(
            words, tokenTypes.View, positions.View,
            batch.InputIds, batch.TokenTypeIds, batch.PositionIds,
            output, options);
        norm.Apply(output, options);
    }

    public void Dispose()
    {
        words.Dispose();
        tokenTypes.Dispose();
        positions.Dispose();
    }
}
