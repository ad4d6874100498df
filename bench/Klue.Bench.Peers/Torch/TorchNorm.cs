using static TorchSharp.torch;

namespace Klue.Bench.Peers.Torch;

/// <summary>LayerNorm over the last dimension.</summary>
internal sealed record TorchNorm(Tensor Weight, Tensor Bias, long Width, double Epsilon)
{
    public Tensor Forward(Tensor input) => nn.functional.layer_norm(input, [Width], Weight, Bias, Epsilon);
}
