using Klue.Configuration;

namespace Klue.Bench.Workloads;

/// <summary>What a forward pass costs.</summary>
internal static class BertWork
{
    /// <summary>
    /// Two operations for each multiply-add of the encoder's linear layers and of attention, real tokens alone; what is
    /// beside them (LayerNorm, GELU, softmax, embeddings) is time but not work.
    /// </summary>
    public static double Operations(BertConfig config, IEnumerable<int> lengths)
    {
        double hidden = config.HiddenSize, inside = config.IntermediateSize;
        var perToken = 2 * ((4 * hidden * hidden) + (2 * hidden * inside));
        return config.NumHiddenLayers * lengths.Sum(length => (length * perToken) + AttentionOperations(length, config.HiddenSize));
    }

    /// <summary>Two operations for each multiply-add of one layer's two attention products over one text.</summary>
    public static double AttentionOperations(int length, int hidden) => 2 * 2 * (double)length * length * hidden;

    /// <summary>Bytes of the encoder's weights, which every forward pass reads once at least.</summary>
    public static long EncoderBytes(BertConfig config)
    {
        long hidden = config.HiddenSize, inside = config.IntermediateSize;
        return sizeof(float) * config.NumHiddenLayers * ((4 * hidden * hidden) + (2 * hidden * inside));
    }
}
