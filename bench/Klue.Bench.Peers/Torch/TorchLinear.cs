using static TorchSharp.torch;

namespace Klue.Bench.Peers.Torch;

/// <summary>x W^T + b.</summary>
internal sealed record TorchLinear(Tensor Weight, Tensor Bias)
{
    public Tensor Forward(Tensor input) => nn.functional.linear(input, Weight, Bias);
}
