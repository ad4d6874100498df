using Klue.Checkpoints;
using Klue.Configuration;
using Klue.Tests;

namespace Klue.Core.Tests.Checkpoints;

public sealed class CheckpointTests
{
    private const string WordEmbeddings = "embeddings.word_embeddings.weight";

    private static readonly BertConfig Config = new() { VocabSize = 5, HiddenSize = 2, NumAttentionHeads = 1, NumHiddenLayers = 1 };

    [Theory]
    [InlineData("bert.", "")]
    [InlineData("", "")]
    [InlineData("roberta.", "")]
    [InlineData("model.", "model.")]
    [InlineData("model.", "")]
    [InlineData("model.bert.", "model.")]
    [InlineData("module.bert.", "module.")]
    [InlineData("module.", "module.")]
    [InlineData("module.model.roberta.", "module.model.")]
    [InlineData("encoder.", "")]
    public void Trunk_and_heads_are_found_behind_any_prefix(string trunk, string head)
    {
        using var checkpoint = new Checkpoint(
            new InMemoryTensors()
                .Add("encoder.weight_ih_l0", [3, 3])
                .Add(trunk + WordEmbeddings, [5, 2])
                .Add(trunk + "encoder.layer.0.output.dense.weight", [2, 3])
                .Add(head + "classifier.bias", [4]),
            Config with { ModelType = trunk.Contains("roberta", StringComparison.Ordinal) ? BertModelType.Roberta : BertModelType.Bert });

        Assert.Equal(trunk, checkpoint.Prefix);
        Assert.Equal(trunk + "encoder.layer.0.output.dense.weight", checkpoint.Find("encoder.layer.0.output.dense.weight", 2, 3).Name);
        Assert.Equal(head + "classifier.bias", checkpoint.Find("classifier.bias", 4).Name);
        Assert.False(checkpoint.Has("pooler.dense.weight"));
        Assert.Empty(checkpoint.Warnings);
    }

    [Theory]
    [InlineData("roberta.", BertModelType.Bert, "bert.")]
    [InlineData("module.bert.", BertModelType.Roberta, "roberta.")]
    public void Weights_of_one_model_type_are_refused_under_the_name_of_the_other(string trunk, BertModelType type, string expected)
    {
        var exception = Assert.Throws<CheckpointException>(() => new Checkpoint(
            new InMemoryTensors().Add(trunk + WordEmbeddings, [5, 2]), Config with { ModelType = type }));
        Assert.Contains($"begin with {expected}", exception.Message);
        Assert.Contains($"'{trunk}'", exception.Message);
    }

    [Fact]
    public void The_shortest_prefix_before_the_word_embeddings_is_the_trunks()
    {
        using var checkpoint = new Checkpoint(
            new InMemoryTensors()
                .Add("teacher.bert." + WordEmbeddings, [9, 9])
                .Add("bert." + WordEmbeddings, [5, 2])
                .Add("x" + WordEmbeddings, [9, 9]),
            Config);

        Assert.Equal("bert.", checkpoint.Prefix);
    }

    [Fact]
    public void Gamma_and_beta_are_weight_and_bias()
    {
        using var checkpoint = new Checkpoint(
            new InMemoryTensors()
                .Add("bert." + WordEmbeddings, [5, 2])
                .Add("bert.embeddings.LayerNorm.gamma", [2], 3)
                .Add("bert.embeddings.LayerNorm.beta", [2], 7),
            Config);
        var values = new float[2];

        checkpoint.ReadSingle("embeddings.LayerNorm.weight", [2], values);
        Assert.Equal([3, 4], values);
        checkpoint.ReadSingle("embeddings.LayerNorm.bias", [2], values);
        Assert.Equal([7, 8], values);
    }

    [Fact]
    public void RoBERTas_masked_lm_head_answers_to_the_names_of_BERTs()
    {
        using var checkpoint = new Checkpoint(
            new InMemoryTensors()
                .Add("roberta." + WordEmbeddings, [5, 2])
                .Add("lm_head.dense.weight", [2, 2])
                .Add("lm_head.layer_norm.bias", [2])
                .Add("lm_head.decoder.bias", [5]),
            Config with { ModelType = BertModelType.Roberta });

        Assert.True(checkpoint.HasMaskedLanguageModelHead);
        Assert.True(checkpoint.IsDecoderTied);
        Assert.Equal("lm_head.dense.weight", checkpoint.Find("cls.predictions.transform.dense.weight").Name);
        Assert.Equal("lm_head.layer_norm.bias", checkpoint.Find("cls.predictions.transform.LayerNorm.bias").Name);
        Assert.Equal("lm_head.decoder.bias", checkpoint.Find("cls.predictions.bias").Name);
        Assert.Equal("roberta." + WordEmbeddings, checkpoint.Find("cls.predictions.decoder.weight").Name);
        Assert.Empty(checkpoint.Warnings);
    }

    [Theory]
    [InlineData(true, 0, "word_embeddings", 0)]
    [InlineData(true, 1, "word_embeddings", 1)]
    [InlineData(true, null, "word_embeddings", 0)]
    [InlineData(false, 1, "decoder", 0)]
    [InlineData(false, null, "word_embeddings", 1)]
    public void The_configuration_decides_whether_the_decoder_is_tied(bool tied, int? firstOfDecoder, string used, int warnings)
    {
        var tensors = new InMemoryTensors().Add("bert." + WordEmbeddings, [5, 2]).Add("cls.predictions.transform.dense.weight", [2, 2]);
        if (firstOfDecoder is { } first)
        {
            tensors.Add("cls.predictions.decoder.weight", [5, 2], first);
        }

        using var checkpoint = new Checkpoint(tensors, Config with { TieWordEmbeddings = tied });

        Assert.Contains(used, checkpoint.Find("cls.predictions.decoder.weight", 5, 2).Name, StringComparison.Ordinal);
        Assert.Equal(used == "word_embeddings", checkpoint.IsDecoderTied);
        Assert.Equal(warnings, checkpoint.Warnings.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void The_first_of_two_output_biases_is_used_and_a_difference_is_remarked(int firstOfSecond, int warnings)
    {
        using var checkpoint = new Checkpoint(
            new InMemoryTensors()
                .Add("bert." + WordEmbeddings, [5, 2])
                .Add("cls.predictions.decoder.bias", [5], firstOfSecond)
                .Add("cls.predictions.bias", [5]),
            Config);

        Assert.Equal("cls.predictions.bias", checkpoint.Find("cls.predictions.bias").Name);
        Assert.Equal(warnings, checkpoint.Warnings.Count);
    }

    [Fact]
    public void A_missing_tensor_is_an_error_that_says_which_names_were_tried()
    {
        using var checkpoint = new Checkpoint(new InMemoryTensors().Add("model.bert." + WordEmbeddings, [5, 2]), Config);

        var exception = Assert.Throws<CheckpointException>(() => checkpoint.Find("cls.predictions.transform.LayerNorm.weight"));

        Assert.Equal("cls.predictions.transform.LayerNorm.weight", exception.Tensor);
        foreach (var tried in (ReadOnlySpan<string>)["'model.cls.predictions.transform.LayerNorm.weight'", "'lm_head.layer_norm.gamma'"])
        {
            Assert.Contains(tried, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_misshapen_tensor_is_an_error_that_names_both_shapes()
    {
        using var checkpoint = new Checkpoint(new InMemoryTensors().Add(WordEmbeddings, [5, 2]).Add("pooler.dense.weight", [2, 3]), Config);

        var exception = Assert.Throws<CheckpointException>(() => checkpoint.ReadSingle("pooler.dense.weight", [2, 2], new float[4]));

        Assert.Equal("'memory': tensor 'pooler.dense.weight': expected shape [2, 2], found [2, 3]", exception.Message);
    }

    [Fact]
    public void Integers_are_no_weights()
    {
        using var checkpoint = new Checkpoint(
            new InMemoryTensors().Add(WordEmbeddings, [5, 2]).Add<long>("embeddings.position_ids", Dtype.I64, [1, 2], 0, 1), Config);

        var exception = Assert.Throws<CheckpointException>(() => checkpoint.ReadSingle("embeddings.position_ids", [1, 2], new float[2]));

        Assert.Equal("I64", exception.Found);
        Assert.Equal([WordEmbeddings], checkpoint.Parameters.Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void A_vocabulary_of_another_size_than_the_configurations_is_an_error_unless_the_tensor_is_trusted(int rows)
    {
        var refused = new InMemoryTensors().Add("bert." + WordEmbeddings, [rows, 2]);
        var exception = Assert.Throws<CheckpointException>(() => new Checkpoint(refused, Config));
        Assert.Equal(
            $"'memory': tensor 'bert.{WordEmbeddings}': expected 5 rows, the vocab_size of the configuration, found shape [{rows}, 2]",
            exception.Message);
        Assert.True(refused.IsDisposed);

        using var trusted = new Checkpoint(
            new InMemoryTensors().Add("bert." + WordEmbeddings, [rows, 2]),
            Config,
            new CheckpointOptions { TrustTensorVocabularySize = true });
        Assert.Equal(rows, trusted.Config.VocabSize);
        Assert.Single(trusted.Warnings);
    }

    [Fact]
    public void A_checkpoint_without_word_embeddings_is_an_error() =>
        Assert.Contains(
            "none among 1",
            Assert.Throws<CheckpointException>(() => new Checkpoint(new InMemoryTensors().Add("w", [1]), Config)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Layers_beyond_the_configurations_are_remarked()
    {
        using var checkpoint = new Checkpoint(
            new InMemoryTensors().Add(WordEmbeddings, [5, 2]).Add("encoder.layer.1.output.dense.weight", [2, 2]), Config);

        Assert.Contains("num_hidden_layers", Assert.Single(checkpoint.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_read_part_by_part()
    {
        using var checkpoint = new Checkpoint(new InMemoryTensors().Add(WordEmbeddings, [5, 2]), Config);
        var rows = new float[4];

        checkpoint.ReadRows(WordEmbeddings, [5, 2], 3, rows);

        Assert.Equal([6, 7, 8, 9], rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => checkpoint.ReadRows(WordEmbeddings, [5, 2], 4, rows));
    }

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Every_model_folder_opens_without_a_missing_trunk_or_a_remark()
    {
        var folders = Directory.GetDirectories(Conformance.Path("models"));

        Assert.NotEmpty(folders);
        foreach (var folder in folders)
        {
            var config = BertConfig.Load(folder);
            var files = Directory.GetFiles(folder, "model*.safetensors");
            var indexes = Directory.GetFiles(folder, TensorSource.IndexFile, SearchOption.AllDirectories);
            foreach (var weights in files.Concat(indexes))
            {
                using var checkpoint = Checkpoint.Open(weights, config);
                Assert.Empty(checkpoint.Warnings);
                Assert.All(
                    Enumerable.Range(0, config.NumHiddenLayers),
                    layer => checkpoint.Find($"encoder.layer.{layer}.output.LayerNorm.weight", config.HiddenSize));
            }
        }
    }
}
