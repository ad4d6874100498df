using CsCheck;
using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Tests;

namespace Klue.Core.Tests.Configuration;

/// <summary>The JSON files of a model folder with every kind of fault in every place.</summary>
public sealed class ConfigurationFuzzTests : IDisposable
{
    private const string Config = """
        {"architectures": ["BertForTokenClassification"], "model_type": "bert", "hidden_size": 8, "num_attention_heads": 2,
         "hidden_act": "gelu", "num_hidden_layers": 1, "vocab_size": 9, "layer_norm_eps": 1e-12, "id2label": {"0": "가", "1": "나"}, "label2id": {"가": 0},
         "pad_token_id": null, "problem_type": null, "is_decoder": false, "position_embedding_type": "absolute", "unknown": [{}]}
        """;

    private const string Modules = """
        [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
         {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
         {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}]
        """;

    private const string Index = """
        {"metadata": {"total_size": 4}, "weight_map": {"a": "model-1.safetensors", "b": "model-1.safetensors"}}
        """;

    private static readonly Gen<TextEdit[]> GenEdits =
        TextEdit.Edits("\"bert\"", "\"relu\"", "..", "/", "\"0\"", "\"idx\"", "\"vocab_size\"");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_edited_file_is_read_or_refused_in_one_line()
    {
        Fuzz("config.json", Config, () => BertConfig.Load(_folder.FullName));
        Fuzz("modules.json", Modules, () => SentenceTransformersConfig.Load(_folder.FullName));
        Fuzz("model.safetensors.index.json", Index, () => TensorSource.Open(_folder.FullName).Dispose());
    }

    private void Fuzz(string name, string json, Action read) => GenEdits.Sample(
        edits =>
        {
            File.WriteAllBytes(_folder.File(name), TextEdit.Apply(json, edits));
            try
            {
                read();
            }
            catch (KlueException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
                Assert.InRange(exception.Message.Length, 1, 1000);
            }
        },
        iter: LongRun.Count(20_000),
        threads: 1);
}
