using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Models;

namespace Klue.Bench.Workloads;

/// <summary>A BERT-base of random weights, as large as klue/bert-base: how fast a model runs does not depend on what it learnt.</summary>
internal static class RandomBert
{
    /// <summary>The name in reports.</summary>
    public const string Name = "random-bert-base";

    /// <summary>The configuration of klue/bert-base.</summary>
    public static BertConfig Config { get; } = new() { Architectures = ["BertForMaskedLM"], VocabSize = 32000 };

    /// <summary>Makes the model in memory.</summary>
    public static BertModel Load(int seed)
    {
        using var checkpoint = new Checkpoint(new RandomTensorSource(Config, seed), Config);
        return BertModel.Load(checkpoint);
    }
}
