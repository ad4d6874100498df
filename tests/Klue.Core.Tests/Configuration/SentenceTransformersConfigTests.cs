using Klue.Configuration;
using Klue.IO;
using Klue.Kernels;
using Klue.Tests;

namespace Klue.Core.Tests.Configuration;

public sealed class SentenceTransformersConfigTests : IDisposable
{
    private const string Transformer = """{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}""";
    private const string Pooling = """{"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}""";
    private const string Normalize = """{"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}""";
    private const string Dense = """{"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plain_model_folder_is_pooled_by_the_mean()
    {
        var config = SentenceTransformersConfig.Load(_folder.FullName);

        Assert.False(config.HasModulesFile);
        Assert.Equal(_folder.FullName, config.TransformerFolder);
        Assert.Equal([new PoolingModule(PoolingModes.Mean)], config.Modules);
        Assert.Null(config.MaxSequenceLength);
        Assert.Equal(SimilarityFunction.Cosine, config.Similarity);
    }

    [Fact]
    public void A_folder_as_sentence_transformers_writes_it_is_read()
    {
        WriteModules(Transformer, Pooling, Normalize);
        _folder.Write("1_Pooling/config.json", """{"word_embedding_dimension": 192, "pooling_mode_mean_tokens": true}""");
        _folder.Write("sentence_bert_config.json", """{"max_seq_length": 128, "do_lower_case": true}""");
        _folder.Write(
            "config_sentence_transformers.json",
            """{"prompts": {"query": "질문: "}, "default_prompt_name": "query", "similarity_fn_name": "dot"}""");

        var config = SentenceTransformersConfig.Load(_folder.FullName);

        Assert.True(config.HasModulesFile);
        Assert.Equal([new PoolingModule(PoolingModes.Mean, 192), new NormalizeModule()], config.Modules);
        Assert.Equal(
            (128, true, SimilarityFunction.Dot, "query"),
            (config.MaxSequenceLength, config.LowerCase, config.Similarity, config.DefaultPromptName));
        Assert.Equal("질문: ", config.Prompts["query"]);
    }

    [Fact]
    public void Modules_run_in_the_order_of_idx()
    {
        WriteModules(Normalize.Replace("2", "3", StringComparison.Ordinal), Pooling, Dense, Transformer);
        _folder.Write(
            "2_Dense/config.json",
            """{"in_features": 4, "out_features": 3, "bias": false, "activation_function": "torch.nn.modules.linear.Identity"}""");

        var config = SentenceTransformersConfig.Load(_folder.FullName);

        Assert.Equal(
            [
                new PoolingModule(PoolingModes.Mean),
                new DenseModule(_folder.File("2_Dense"), 4, 3, HasBias: false, Activation.None),
                new NormalizeModule(),
            ],
            config.Modules);
    }

    [Fact]
    public void An_old_folder_keeps_the_transformer_in_a_folder_of_its_own()
    {
        WriteModules(Transformer.Replace("\"path\": \"\"", "\"path\": \"0_Transformer\"", StringComparison.Ordinal), Pooling);
        _folder.Write("0_Transformer/sentence_roberta_config.json", """{"max_seq_length": null}""");
        _folder.Write("sentence_bert_config.json", """{"max_seq_length": 7}""");

        var config = SentenceTransformersConfig.Load(_folder.FullName);

        Assert.Equal(_folder.File("0_Transformer"), config.TransformerFolder);
        Assert.Null(config.MaxSequenceLength);
    }

    [Fact]
    public void Several_poolings_are_kept_together()
    {
        WriteModules(Transformer, Pooling);
        _folder.Write(
            "1_Pooling/config.json",
            """
            {"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false, "pooling_mode_max_tokens": true,
             "pooling_mode_mean_sqrt_len_tokens": true, "pooling_mode_weightedmean_tokens": true, "pooling_mode_lasttoken": true,
             "include_prompt": false}
            """);

        var pooling = SentenceTransformersConfig.Load(_folder.FullName).Pooling;

        Assert.Equal(
            PoolingModes.Cls | PoolingModes.Max | PoolingModes.MeanSqrtLength | PoolingModes.WeightedMean | PoolingModes.LastToken,
            pooling.Modes);
        Assert.False(pooling.IncludePrompt);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData($"[{Transformer}]")]
    [InlineData($"[{Pooling}, {Transformer}, {Normalize}, 5]")]
    [InlineData($"[{Pooling}]")]
    [InlineData($"[{Transformer}, {Normalize}]")]
    [InlineData($$"""[{{Transformer}}, {{Pooling}}, {"idx": 2, "path": "", "type": "sentence_transformers.models.LSTM"}]""")]
    [InlineData($$"""[{{Transformer}}, {{Pooling}}, {"idx": 2, "path": "", "type": "my.Normalize"}]""")]
    [InlineData($$"""[{{Transformer}}, {{Pooling}}, {"idx": 2, "path": "../2_Dense", "type": "sentence_transformers.models.Dense"}]""")]
    [InlineData($$"""[{{Transformer}}, {{Pooling}}, {"idx": 2, "path": "..", "type": "sentence_transformers.models.Dense"}]""")]
    [InlineData($$"""[{{Transformer}}, {{Pooling}}, {"idx": 2, "path": "C:", "type": "sentence_transformers.models.Dense"}]""")]
    [InlineData($$"""[{{Transformer}}, {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]""")]
    public void Modules_that_Klue_does_not_run_are_refused(string modules)
    {
        _folder.Write("modules.json", modules);

        var exception = Assert.Throws<ConfigurationException>(() => SentenceTransformersConfig.Load(_folder.FullName));

        Assert.Equal(_folder.File("modules.json"), exception.File);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Theory]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_mean_tokens": false}""")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_mean_tokens": 1}""")]
    [InlineData("2_Dense/config.json", """{"in_features": 4}""")]
    [InlineData("2_Dense/config.json", """{"in_features": 4, "out_features": 4, "activation_function": "torch.nn.Softsign"}""")]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": 0}""")]
    [InlineData("config_sentence_transformers.json", """{"prompts": {"a": 1}}""")]
    [InlineData("config_sentence_transformers.json", """{"prompts": {"a": "b"}, "default_prompt_name": "c"}""")]
    [InlineData("config_sentence_transformers.json", """{"similarity_fn_name": "hamming"}""")]
    public void Values_that_cannot_be_are_refused_by_their_file(string file, string json)
    {
        WriteModules(Transformer, Pooling, Dense);
        _folder.Write("2_Dense/config.json", """{"in_features": 4, "out_features": 3}""");
        _folder.Write(file, json);

        Assert.Equal(
            _folder.File(file),
            Assert.Throws<ConfigurationException>(() => SentenceTransformersConfig.Load(_folder.FullName)).File);
    }

    [Fact]
    public void A_missing_folder_is_an_error_that_names_it() =>
        Assert.Equal(
            _folder.File("none"),
            Assert.Throws<FileAccessException>(() => SentenceTransformersConfig.Load(_folder.File("none"))).File);

    private void WriteModules(params string[] modules) => _folder.Write("modules.json", $"[{string.Join(", ", modules)}]");
}
