using Klue.Checkpoints;

namespace Klue.Bench.Peers.Onnx;

/// <summary>
/// As the fused form, quantized dynamically: int8 weights with one scale for each output column, activations rounded to
/// uint8 as they come.
/// </summary>
internal sealed class Int8BertGraph(Checkpoint checkpoint) : FusedBertGraph(checkpoint)
{
    private const float SmallestMagnitude = 1e-12f;

    protected override string Multiply(string input, string weight, int rows, int columns)
    {
        var quantized = Quantized(weight, () => ReadTransposed(weight, rows, columns), columns, rows);
        return Graph.Node(
            $"{OnnxGraph.Microsoft}DynamicQuantizeMatMul", [input, quantized.Values, quantized.Scales, quantized.ZeroPoints]);
    }

    protected override string Attend(string hidden, string attention)
    {
        var width = Config.HiddenSize;
        var weight = Quantized($"{attention}.qkv.weight", () => ReadProjections(attention), width, 3 * width);
        var input = Graph.Node("DynamicQuantizeLinear", [hidden], 3);
        return Graph.Node(
            $"{OnnxGraph.Microsoft}QAttention",
            [input[0], weight.Values, ProjectionBias(attention), input[1], weight.Scales, MaskIndex, input[2], weight.ZeroPoints],
            HeadCount);
    }

    private (string Values, string Scales, string ZeroPoints) Quantized(string name, Func<float[]> read, int rows, int columns)
    {
        var matrix = new Lazy<(sbyte[] Values, float[] Scales)>(() => Quantize(read(), columns));
        return (
            Graph.Constant($"{name}.int8", () => matrix.Value.Values, rows, columns),
            Graph.Constant($"{name}.scales", () => matrix.Value.Scales, columns),
            Graph.Constant($"{name}.zeros", () => new sbyte[columns], columns));
    }

    private static (sbyte[] Values, float[] Scales) Quantize(float[] matrix, int columns)
    {
        var scales = new float[columns];
        for (var i = 0; i < matrix.Length; i++)
        {
            scales[i % columns] = MathF.Max(scales[i % columns], MathF.Abs(matrix[i]));
        }

        for (var column = 0; column < columns; column++)
        {
            scales[column] = MathF.Max(scales[column], SmallestMagnitude) / sbyte.MaxValue;
        }

        var values = new sbyte[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            values[i] = (sbyte)MathF.Round(matrix[i] / scales[i % columns]);
        }

        return (values, scales);
    }
}
