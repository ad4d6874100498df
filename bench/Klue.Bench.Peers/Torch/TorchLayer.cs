using Klue.Configuration;
using static TorchSharp.torch;

namespace Klue.Bench.Peers.Torch;

/// <summary>One layer of a BERT, its three projections as one.</summary>
internal sealed class TorchLayer(TorchWeights weights, BertConfig config, string name, ITorchAttention attention)
{
    private readonly TorchLinear _projections =
        weights.Linear($"{name}.attention.self.query", $"{name}.attention.self.key", $"{name}.attention.self.value");

    private readonly TorchLinear _context = weights.Linear($"{name}.attention.output.dense");
    private readonly TorchNorm _contextNorm = weights.Norm($"{name}.attention.output.LayerNorm");
    private readonly TorchLinear _inner = weights.Linear($"{name}.intermediate.dense");
    private readonly TorchLinear _outer = weights.Linear($"{name}.output.dense");
    private readonly TorchNorm _outerNorm = weights.Norm($"{name}.output.LayerNorm");

    /// <param name="hidden">The hidden states, [rows, length, hidden].</param>
    /// <param name="mask">What the attention made of the batch's mask, if there is one.</param>
    public Tensor Forward(Tensor hidden, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var (rows, length) = (hidden.shape[0], hidden.shape[1]);
        var heads = _projections.Forward(hidden).view(rows, length, 3, config.NumAttentionHeads, config.HeadSize).permute(2, 0, 3, 1, 4);
        var context = attention.Attend(heads[0], heads[1], heads[2], mask).transpose(1, 2).reshape(rows, length, config.HiddenSize);
        var attended = _contextNorm.Forward(_context.Forward(context) + hidden);
        var output = _outerNorm.Forward(_outer.Forward(nn.functional.gelu(_inner.Forward(attended))) + attended);
        return output.MoveToOuterDisposeScope();
    }
}
