namespace Klue.Bench.Peers.Onnx;

/// <summary>The graphs that ONNX Runtime is measured with.</summary>
internal enum OnnxForm
{
    /// <inheritdoc cref="PlainBertGraph"/>
    Plain,

    /// <inheritdoc cref="FusedBertGraph"/>
    Fused,

    /// <inheritdoc cref="UnmaskedBertGraph"/>
    Mha,

    /// <inheritdoc cref="Int8BertGraph"/>
    Int8,
}
