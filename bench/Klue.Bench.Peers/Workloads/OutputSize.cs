using Klue.Configuration;

namespace Klue.Bench.Peers.Workloads;

/// <summary>The size of an output of a BERT.</summary>
/// <param name="Width">Numbers for each token, or for each text.</param>
/// <param name="IsPerToken">Whether every token has its own.</param>
internal readonly record struct OutputSize(int Width, bool IsPerToken)
{
    public static OutputSize Of(BertOutput output, BertConfig config) => output switch
    {
        BertOutput.Pooled => new(config.HiddenSize, IsPerToken: false),
        BertOutput.VocabularyLogits => new(config.VocabSize, IsPerToken: true),
        _ => new(config.HiddenSize, IsPerToken: true),
    };
}
