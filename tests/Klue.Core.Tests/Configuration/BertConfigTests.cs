using Klue.Configuration;
using Klue.IO;
using Klue.Kernels;
using Klue.Tasks;
using Klue.Tests;

namespace Klue.Core.Tests.Configuration;

public sealed class BertConfigTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_published_configuration_of_klue_bert_base_is_read()
    {
        var config = Load("""
            {"architectures": ["BertForMaskedLM"], "attention_probs_dropout_prob": 0.1, "hidden_act": "gelu", "hidden_dropout_prob": 0.1,
             "hidden_size": 768, "initializer_range": 0.02, "intermediate_size": 3072, "layer_norm_eps": 1e-12,
             "max_position_embeddings": 512, "model_type": "bert", "num_attention_heads": 12, "num_hidden_layers": 12,
             "pad_token_id": 0, "type_vocab_size": 2, "vocab_size": 32000}
            """);

        Assert.Equal(["BertForMaskedLM"], config.Architectures);
        Assert.Equal(
            (BertModelType.Bert, 32000, 768, 12, 12, 64),
            (config.ModelType, config.VocabSize, config.HiddenSize, config.NumHiddenLayers, config.NumAttentionHeads, config.HeadSize));
        Assert.Equal(
            (3072, Activation.Gelu, 512, 512, 2),
            (config.IntermediateSize, config.HiddenActivation, config.MaxPositionEmbeddings, config.MaxTokens, config.TypeVocabSize));
        Assert.Equal((1e-12, 0, true), (config.LayerNormEpsilon, config.PadTokenId, config.TieWordEmbeddings));
        Assert.Equal(["LABEL_0", "LABEL_1"], config.Labels);
        Assert.Null(config.ProblemType);
        Assert.Null(config.FunctionToApply);
    }

    [Fact]
    public void A_head_of_KLUE_baseline_is_told_with_its_sizes()
    {
        var config = Load("{\"klue_task\":\"dp\",\"klue_head\":{\"arc_space\":512,\"type_space\":256}}");
        Assert.Equal(KlueTask.Dp, config.KlueTask);
        Assert.True(config.HasKlueHead);
        Assert.Equal(512, config.KlueHeadSizes["arc_space"]);
        Assert.Null(Load("{}").KlueTask);
        Assert.False(Load("{\"klue_task\":\"ner\"}").HasKlueHead);
        Assert.Throws<ConfigurationException>(() => Load("{\"klue_task\":\"pos\"}"));
        Assert.Throws<ConfigurationException>(() => Load("{\"klue_head\":{\"arc_space\":-1}}"));
    }

    [Fact]
    public void An_empty_configuration_has_the_defaults_of_BertConfig()
    {
        var config = Load("{}");
        var defaults = new BertConfig();

        Assert.Equal(
            defaults,
            config with { Labels = defaults.Labels, LabelIds = defaults.LabelIds, Architectures = defaults.Architectures, KlueHeadSizes = defaults.KlueHeadSizes });
        Assert.Equal((30522, 0, 512), (config.VocabSize, config.PadTokenId, config.MaxTokens));
    }

    [Fact]
    public void RoBERTa_has_its_own_defaults_and_positions()
    {
        var config = Load("""{"model_type": "roberta", "max_position_embeddings": 514}""");

        Assert.Equal((BertModelType.Roberta, 50265, 1, 512), (config.ModelType, config.VocabSize, config.PadTokenId, config.MaxTokens));
    }

    [Theory]
    [InlineData("""["BertModel"]""", BertModelType.Bert)]
    [InlineData("""["RobertaModel"]""", BertModelType.Roberta)]
    [InlineData("null", BertModelType.Bert)]
    public void Without_a_model_type_the_class_name_tells(string architectures, BertModelType expected) =>
        Assert.Equal(expected, Load($$"""{"architectures": {{architectures}}}""").ModelType);

    [Fact]
    public void Unknown_keys_are_passed_over() =>
        Assert.Equal(
            5,
            Load("""{"vocab_size": 5, "vocab_sise": "x", "nested": {"hidden_size": [1]}, "classifier_dropout": null}""").VocabSize);

    [Fact]
    public void A_byte_order_mark_is_passed_over() => Assert.Equal(5, Load("\uFEFF{\"vocab_size\": 5}").VocabSize);

    [Fact]
    public void Labels_are_sorted_by_number()
    {
        var names = Enumerable.Range(0, 12).Reverse().Select(id => $"\"{id}\": \"이름{id}\"");

        var config = Load(
            $$$"""{"id2label": {{{{string.Join(", ", names)}}}}, "label2id": {"이름0": 0, "extra": 11}, "num_labels": 3}""");

        Assert.Equal(Enumerable.Range(0, 12).Select(id => $"이름{id}"), config.Labels);
        Assert.Equal(11, config.LabelIds["extra"]);
    }

    [Fact]
    public void Labels_that_are_only_counted_are_numbered() =>
        Assert.Equal(["LABEL_0", "LABEL_1", "LABEL_2"], Load("""{"num_labels": 3}""").Labels);

    [Theory]
    [InlineData("gelu", Activation.Gelu)]
    [InlineData("gelu_python", Activation.Gelu)]
    [InlineData("gelu_new", Activation.GeluTanh)]
    [InlineData("gelu_pytorch_tanh", Activation.GeluTanh)]
    [InlineData("gelu_fast", Activation.GeluFast)]
    [InlineData("quick_gelu", Activation.QuickGelu)]
    [InlineData("relu", Activation.Relu)]
    [InlineData("silu", Activation.Silu)]
    [InlineData("swish", Activation.Silu)]
    [InlineData("tanh", Activation.Tanh)]
    public void Activations_have_HFs_names(string name, Activation expected) =>
        Assert.Equal(expected, Load($$"""{"hidden_act": "{{name}}"}""").HiddenActivation);

    [Theory]
    [InlineData("regression", ProblemType.Regression)]
    [InlineData("single_label_classification", ProblemType.SingleLabelClassification)]
    [InlineData("multi_label_classification", ProblemType.MultiLabelClassification)]
    public void Problem_types_have_HFs_names(string name, ProblemType expected) =>
        Assert.Equal(expected, Load($$"""{"problem_type": "{{name}}"}""").ProblemType);

    [Theory]
    [InlineData("none", ScoreFunction.None)]
    [InlineData("sigmoid", ScoreFunction.Sigmoid)]
    [InlineData("softmax", ScoreFunction.Softmax)]
    public void Score_functions_have_HFs_names(string name, ScoreFunction expected) =>
        Assert.Equal(expected, Load($$"""{"function_to_apply": "{{name}}"}""").FunctionToApply);

    [Theory]
    [InlineData("hidden_size", "0")]
    [InlineData("hidden_size", "-768")]
    [InlineData("hidden_size", "768.0")]
    [InlineData("hidden_size", "\"768\"")]
    [InlineData("hidden_size", "null")]
    [InlineData("hidden_size", "99999999999")]
    [InlineData("num_attention_heads", "7")]
    [InlineData("num_attention_heads", "true")]
    [InlineData("num_hidden_layers", "[12]")]
    [InlineData("intermediate_size", "{}")]
    [InlineData("vocab_size", "-1")]
    [InlineData("max_position_embeddings", "0")]
    [InlineData("type_vocab_size", "0")]
    [InlineData("layer_norm_eps", "0")]
    [InlineData("layer_norm_eps", "-1e-12")]
    [InlineData("layer_norm_eps", "1e999")]
    [InlineData("layer_norm_eps", "\"1e-12\"")]
    [InlineData("pad_token_id", "-1")]
    [InlineData("pad_token_id", "30522")]
    [InlineData("hidden_act", "\"gelu_10\"")]
    [InlineData("hidden_act", "\"GELU\"")]
    [InlineData("hidden_act", "null")]
    [InlineData("hidden_act", "\"\\ud800\"")]
    [InlineData("position_embedding_type", "\"relative_key\"")]
    [InlineData("position_embedding_type", "null")]
    [InlineData("is_decoder", "true")]
    [InlineData("is_decoder", "1")]
    [InlineData("add_cross_attention", "true")]
    [InlineData("model_type", "\"electra\"")]
    [InlineData("model_type", "7")]
    [InlineData("architectures", "\"BertModel\"")]
    [InlineData("architectures", "[1]", "architectures[0]")]
    [InlineData("tie_word_embeddings", "\"yes\"")]
    [InlineData("problem_type", "\"ranking\"")]
    [InlineData("function_to_apply", "\"relu\"")]
    [InlineData("num_labels", "0")]
    [InlineData("num_labels", "2000000000")]
    [InlineData("id2label", "[\"a\"]")]
    [InlineData("id2label", "{\"0\": \"a\", \"2\": \"b\"}")]
    [InlineData("id2label", "{\"0\": \"a\", \"00\": \"b\"}")]
    [InlineData("id2label", "{\"-1\": \"a\"}")]
    [InlineData("id2label", "{\"x\": \"a\"}")]
    [InlineData("id2label", "{\"0\": 5}", "id2label.0")]
    [InlineData("label2id", "{\"a\": \"0\"}", "label2id.a")]
    public void What_cannot_be_is_refused_by_file_and_key(string key, string value, string? reported = null)
    {
        var exception = Assert.Throws<ConfigurationException>(() => Load($$"""{"{{key}}": {{value}}}"""));

        Assert.Equal(reported ?? key, exception.Key);
        Assert.Equal(_folder.File("config.json"), exception.File);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"vocab_size\": 5")]
    [InlineData("{\"vocab_size\": 5,}")]
    [InlineData("{\"vocab_size\": 5, \"vocab_size\": 5}")]
    [InlineData("{\"vocab_size\": NaN}")]
    [InlineData("{\"a\\ud800\": 1}")]
    [InlineData("// {}\n{}")]
    [InlineData("{} {}")]
    public void What_is_no_strict_JSON_object_is_refused_by_file(string json)
    {
        var exception = Assert.Throws<ConfigurationException>(() => Load(json));

        Assert.Equal(_folder.File("config.json"), exception.File);
        Assert.Null(exception.Key);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Deep_nesting_is_refused_in_bounded_time() =>
        Assert.Throws<ConfigurationException>(() => Load("{\"a\":" + new string('[', 1_000_000)));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        File.WriteAllBytes(_folder.File("config.json"), [(byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)':', (byte)'1', (byte)'}']);

        Assert.Contains(
            "UTF-8",
            Assert.Throws<ConfigurationException>(() => BertConfig.Load(_folder.FullName)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_that_names_it() =>
        Assert.Contains(
            "there is no such file",
            Assert.Throws<FileAccessException>(() => BertConfig.Load(_folder.FullName)).Message,
            StringComparison.Ordinal);

    private BertConfig Load(string json)
    {
        _folder.Write("config.json", json);
        return BertConfig.Load(_folder.FullName);
    }
}
