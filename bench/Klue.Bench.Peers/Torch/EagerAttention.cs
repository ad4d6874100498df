using static TorchSharp.torch;

namespace Klue.Bench.Peers.Torch;

/// <summary>Scores, softmax and weighted sum one after another, as Hugging Face's BERT had it for years.</summary>
internal sealed class EagerAttention : ITorchAttention
{
    private const float MaskedScore = -10000;

    public Tensor Mask(Tensor mask, ScalarType type) => (1 - mask.to(type))[.., TensorIndex.None, TensorIndex.None, ..] * MaskedScore;

    public Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? mask)
    {
        var scores = matmul(query, key.transpose(-1, -2)) / Math.Sqrt(query.shape[^1]);
        return matmul(nn.functional.softmax(mask is null ? scores : scores + mask, -1), value);
    }
}
