using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// LN(act(W h + b)) D^T + bias, D the decoder, which is most often the word embeddings themselves (HF
/// <c>BertLMPredictionHead</c>; RoBERTa's <c>RobertaLMHead</c> is the same with other names and always exact GELU).
/// </summary>
internal sealed class MaskedLanguageModelHead(PackedMatrix transform, Activation activation, LayerNormWeights norm, Lazy<PackedMatrix> decoder) : IDisposable
{
    /// <summary>Bytes of the weights; those of a decoder that nobody has asked for yet are not there.</summary>
    public long ByteLength => transform.ByteLength + (decoder.IsValueCreated ? decoder.Value.ByteLength : 0);

    /// <summary>Writes the logits of <paramref name="hidden"/>, [R, hidden], as [R, vocabulary].</summary>
    public void Forward(MatrixView hidden, MatrixView logits, Workspace workspace, KernelOptions options)
    {
        var transformed = workspace.Matrix(WorkspaceSlot.Head, hidden.Rows, hidden.Columns);
        Gemm.Multiply(hidden, transform, transformed, activation, options);
        norm.Apply(transformed, options);
        Gemm.Multiply(transformed, decoder.Value, logits, Activation.None, options);
    }

    public void Dispose()
    {
        transform.Dispose();
        if (decoder.IsValueCreated)
        {
            decoder.Value.Dispose();
        }
    }
}
