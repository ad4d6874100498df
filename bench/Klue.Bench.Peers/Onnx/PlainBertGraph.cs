using Klue.Checkpoints;

namespace Klue.Bench.Peers.Onnx;

/// <summary>The standard's operators alone, as exporters write them; ONNX Runtime fuses some of them by itself.</summary>
internal sealed class PlainBertGraph(Checkpoint checkpoint) : BertGraph(checkpoint)
{
    // What the original BERT adds to the scores of masked tokens.
    private const float MaskedScore = -10000;

    private string? _mask;

    protected override OnnxElementType IdType => OnnxElementType.Int64;

    protected override string Embed()
    {
        var count = Config.MaxPositionEmbeddings;
        var all = Graph.Constant("positions", () => Enumerable.Range(0, count).Select(position => (long)position).ToArray(), 1, count);
        var length = Graph.Node("Gather", [Graph.Node("Shape", [InputIds]), Longs("second", 1)], OnnxAttribute.Int("axis", 0));
        var positions = Graph.Node("Slice", [all, Longs("slice_start", 0), length, Longs("slice_axis", 1)]);

        var words = Graph.Node("Gather", [Words(), InputIds]);
        var types = Graph.Node("Gather", [Types(), TokenTypeIds]);
        var sum = Graph.Node("Add", [Graph.Node("Add", [words, types]), Graph.Node("Gather", [Positions(), positions])]);
        return Normalize(sum, "embeddings.LayerNorm");
    }

    protected override string Attend(string hidden, string attention)
    {
        long heads = Config.NumAttentionHeads, size = Config.HeadSize;
        string Heads(string projection, params long[] permutation)
        {
            var rows = AddBias(
                Multiply(hidden, $"{attention}.{projection}.weight", Config.HiddenSize, Config.HiddenSize),
                $"{attention}.{projection}.bias",
                Config.HiddenSize);
            return Transpose(Graph.Node("Reshape", [rows, Longs("split_heads", 0, 0, heads, size)]), permutation);
        }

        var (query, key, value) = (Heads("query", 0, 2, 1, 3), Heads("key", 0, 2, 3, 1), Heads("value", 0, 2, 1, 3));
        var scores = Graph.Node("Div", [Graph.Node("MatMul", [query, key]), Scalar("root_of_head_size", MathF.Sqrt(size))]);
        var weights = Graph.Node("Softmax", [Graph.Node("Add", [scores, _mask ??= Mask()])], OnnxAttribute.Int("axis", -1));
        var context = Transpose(Graph.Node("MatMul", [weights, value]), 0, 2, 1, 3);
        return Graph.Node("Reshape", [context, Longs("merge_heads", 0, 0, Config.HiddenSize)]);
    }

    protected override string AddAndNormalize(string product, string bias, string residual, string norm) =>
        Normalize(Graph.Node("Add", [AddBias(product, bias, Config.HiddenSize), residual]), norm);

    protected override string BiasGelu(string product, string bias, int width)
    {
        var sum = AddBias(product, bias, width);
        var error = Graph.Node("Erf", [Graph.Node("Div", [sum, Scalar("root_of_2", MathF.Sqrt(2))])]);
        var scaled = Graph.Node("Mul", [sum, Graph.Node("Add", [error, Scalar("one", 1)])]);
        return Graph.Node("Mul", [scaled, Scalar("half", 0.5f)]);
    }

    private string AddBias(string product, string bias, int width) => Graph.Node("Add", [Vector(bias, width), product]);

    private string Mask()
    {
        var mask = Graph.Node("Unsqueeze", [Graph.Node("Unsqueeze", [AttentionMask, Longs("axis_1", 1)]), Longs("axis_2", 2)]);
        var kept = Graph.Node("Cast", [mask], OnnxAttribute.Int("to", (int)OnnxElementType.Float));
        return Graph.Node("Mul", [Graph.Node("Sub", [Scalar("one", 1), kept]), Scalar("masked_score", MaskedScore)]);
    }

    private string Transpose(string value, params long[] permutation) =>
        Graph.Node("Transpose", [value], OnnxAttribute.Ints("perm", permutation));

    private string Longs(string name, params long[] values) => Graph.Constant(name, () => values, values.Length);

    private string Scalar(string name, float value) => Graph.Constant(name, () => new[] { value });
}
