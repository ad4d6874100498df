using System.Text.Json.Nodes;
using Klue.Checkpoints;
using Klue.Configuration;
using Klue.IO;
using Klue.Kernels;
using Klue.Models;
using Klue.Safetensors;

namespace Klue.Bench.Workloads;

/// <summary>A BERT-base of random weights, as large as klue/bert-base: how fast a model runs does not depend on what it learnt.</summary>
internal static class RandomBert
{
    /// <summary>The name in reports.</summary>
    public const string Name = "random-bert-base";

    /// <summary>The configuration of klue/bert-base.</summary>
    public static BertConfig Config { get; } = new() { Architectures = ["BertForMaskedLM"], VocabSize = 32000 };

    /// <summary>Makes the model in memory.</summary>
    public static BertModel Load(int seed, WeightFormat format = WeightFormat.F32)
    {
        using var checkpoint = new Checkpoint(new RandomTensorSource(Config, seed), Config, new CheckpointOptions { Weights = format });
        return BertModel.Load(checkpoint);
    }

    /// <summary>
    /// Writes the same model as a Hugging Face folder: 443 MB of float32, the tokenizer of klue-mini, and last of all the
    /// configuration, so that a folder that has one is whole.
    /// </summary>
    /// <param name="folder">A folder that is there.</param>
    /// <param name="seed">Chooses the weights.</param>
    /// <exception cref="FileAccessException">Something cannot be written.</exception>
    public static void Save(string folder, int seed)
    {
        using (var source = new RandomTensorSource(Config, seed))
        using (var writer = SafetensorsWriter.Create(Path.Combine(folder, "model.safetensors"), source.Tensors, new Dictionary<string, string> { ["format"] = "pt" }))
        {
            foreach (var tensor in writer.Tensors)
            {
                var values = new float[tensor.ElementCount];
                source.ReadSingle(tensor.Name, 0, values);
                writer.Write(tensor.Name, values);
            }

            writer.Commit();
        }

        EmbeddedVocabulary.CopyTo(folder);
        AtomicFile.WriteAllText(Path.Combine(folder, BertConfig.FileName), ConfigJson());
    }

    private static string ConfigJson() => new JsonObject
    {
        ["architectures"] = new JsonArray([.. Config.Architectures.Select(name => JsonValue.Create(name))]),
        ["model_type"] = "bert",
        ["hidden_act"] = "gelu",
        ["hidden_size"] = Config.HiddenSize,
        ["intermediate_size"] = Config.IntermediateSize,
        ["layer_norm_eps"] = Config.LayerNormEpsilon,
        ["max_position_embeddings"] = Config.MaxPositionEmbeddings,
        ["num_attention_heads"] = Config.NumAttentionHeads,
        ["num_hidden_layers"] = Config.NumHiddenLayers,
        ["pad_token_id"] = Config.PadTokenId,
        ["type_vocab_size"] = Config.TypeVocabSize,
        ["vocab_size"] = Config.VocabSize,
    }.ToJsonString();
}
