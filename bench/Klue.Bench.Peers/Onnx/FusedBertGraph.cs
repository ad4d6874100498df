using Klue.Checkpoints;

namespace Klue.Bench.Peers.Onnx;

/// <summary>ONNX Runtime's own operators for transformers, as its optimizer makes them of a plain graph.</summary>
internal class FusedBertGraph(Checkpoint checkpoint) : BertGraph(checkpoint)
{
    private const string Microsoft = OnnxGraph.Microsoft;

    protected override OnnxElementType IdType => OnnxElementType.Int32;

    /// <summary>What EmbedLayerNormalization makes of the attention mask: the number of tokens of each text.</summary>
    protected string MaskIndex { get; private set; } = "";

    protected OnnxAttribute HeadCount => OnnxAttribute.Int("num_heads", Config.NumAttentionHeads);

    protected override string Embed()
    {
        const string Norm = "embeddings.LayerNorm";
        string[] inputs =
        [
            InputIds, TokenTypeIds, Words(), Positions(), Types(),
            Vector($"{Norm}.weight", Config.HiddenSize), Vector($"{Norm}.bias", Config.HiddenSize),
        ];
        var outputs = Graph.Node(
            $"{Microsoft}EmbedLayerNormalization", IsMasked ? [.. inputs, AttentionMask] : inputs, 2, Epsilon());
        MaskIndex = IsMasked ? outputs[1] : "";
        return outputs[0];
    }

    protected override string Attend(string hidden, string attention)
    {
        var width = Config.HiddenSize;
        var weight = Graph.Constant($"{attention}.qkv.weight", () => ReadProjections(attention), width, 3 * width);
        return Graph.Node($"{Microsoft}Attention", [hidden, weight, ProjectionBias(attention), MaskIndex], HeadCount);
    }

    protected override string AddAndNormalize(string product, string bias, string residual, string norm) => Graph.Node(
        $"{Microsoft}SkipLayerNormalization",
        [
            product, residual,
            Vector($"{norm}.weight", Config.HiddenSize), Vector($"{norm}.bias", Config.HiddenSize), Vector(bias, Config.HiddenSize),
        ],
        Epsilon());

    protected override string BiasGelu(string product, string bias, int width) =>
        Graph.Node($"{Microsoft}BiasGelu", [product, Vector(bias, width)]);

    /// <summary>The biases of query, key and value one after another, [3 x hidden].</summary>
    protected string ProjectionBias(string attention) => Graph.Constant(
        $"{attention}.qkv.bias",
        () => Projections(attention).SelectMany(projection => Read($"{projection}.bias", Config.HiddenSize)).ToArray(),
        3 * Config.HiddenSize);

    /// <summary>The weights of query, key and value side by side, [hidden, 3 x hidden].</summary>
    protected float[] ReadProjections(string attention)
    {
        var width = Config.HiddenSize;
        var joined = new float[3 * width * width];
        var first = 0;
        foreach (var projection in Projections(attention))
        {
            var transposed = ReadTransposed($"{projection}.weight", width, width);
            for (var row = 0; row < width; row++)
            {
                transposed.AsSpan(row * width, width).CopyTo(joined.AsSpan((row * 3 * width) + first));
            }

            first += width;
        }

        return joined;
    }

    private static string[] Projections(string attention) => [$"{attention}.query", $"{attention}.key", $"{attention}.value"];

    private OnnxAttribute Epsilon() => OnnxAttribute.Float("epsilon", Config.LayerNormEpsilon);
}
