using Klue.Checkpoints;

namespace Klue.Bench.Peers.Onnx;

/// <summary>
/// As the fused form, with MultiHeadAttention and no mask: only this opens ONNX Runtime's flash attention on a CPU. All
/// texts of a batch must be equally long.
/// </summary>
internal sealed class UnmaskedBertGraph(Checkpoint checkpoint) : FusedBertGraph(checkpoint)
{
    protected override bool IsMasked => false;

    protected override string Attend(string hidden, string attention)
    {
        var width = Config.HiddenSize;
        string Project(string projection) => Multiply(hidden, $"{attention}.{projection}.weight", width, width);
        return Graph.Node(
            $"{OnnxGraph.Microsoft}MultiHeadAttention",
            [Project("query"), Project("key"), Project("value"), ProjectionBias(attention)],
            HeadCount);
    }
}
