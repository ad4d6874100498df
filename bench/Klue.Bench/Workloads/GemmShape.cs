using Klue.CommandLine;

namespace Klue.Bench.Workloads;

/// <summary>A matrix product: [M, K] times the transpose of weights [N, K].</summary>
internal readonly record struct GemmShape(int M, int N, int K)
{
    private static readonly int[] DefaultRows = [1, 8, 16, 32, 128, 512, 2048];

    // The linear layers of BERT-base: query, key and value side by side, attention's output, the two of the feed-forward block.
    private static readonly (int N, int K)[] Layers = [(2304, 768), (768, 768), (3072, 768), (768, 3072)];

    /// <summary>Every layer of BERT-base with 1 to 2048 tokens.</summary>
    public static IReadOnlyList<GemmShape> Defaults => [.. DefaultRows.SelectMany(OfEveryLayer)];

    /// <summary>Reads <c>MxNxK</c>, or M alone for every layer of BERT-base.</summary>
    /// <exception cref="UsageException">It is neither.</exception>
    public static IReadOnlyList<GemmShape> Parse(string text) => ShapeText.Sizes(text) switch
    {
        [var m] => [.. OfEveryLayer(m)],
        [var m, var n, var k] => [new GemmShape(m, n, k)],
        _ => throw new UsageException($"--shapes: '{text}' is no matrix product; expected MxNxK such as 128x768x3072, or M alone for the layers of BERT-base."),
    };

    private static IEnumerable<GemmShape> OfEveryLayer(int m) => Layers.Select(layer => new GemmShape(m, layer.N, layer.K));
}
