using static TorchSharp.torch;

namespace Klue.Bench.Peers.Torch;

/// <summary>A way of computing attention.</summary>
internal interface ITorchAttention
{
    /// <summary>Makes what <see cref="Attend"/> takes of a batch's mask, [rows, length], 1 for tokens.</summary>
    Tensor Mask(Tensor mask, ScalarType type);

    /// <summary>Attends; all operands and the result are [rows, heads, length, head size].</summary>
    Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask);
}
