using static TorchSharp.torch;

namespace Klue.Bench.Peers.Torch;

/// <summary>libtorch's own fused attention.</summary>
internal sealed class ScaledDotProductAttention : ITorchAttention
{
    public Tensor Mask(Tensor mask, ScalarType type)
    {
        var (rows, length) = (mask.shape[0], mask.shape[1]);
        return mask.to(ScalarType.Bool).view(rows, 1, 1, length).expand(rows, 1, length, length);
    }

    public Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask) =>
        nn.functional.scaled_dot_product_attention(query, key, value, mask);
}
