using System.Text.Json;
using Klue.Checkpoints;
using Klue.Conversion.Writing;
using Klue.Convert.Tests.Building;
using Klue.Tasks;
using Klue.Tests;

namespace Klue.Convert.Tests.Writing;

/// <summary>Checkpoints as KLUE-baseline saves them, with the tensors that tell what they are.</summary>
public sealed class KlueHeadTests
{
    private static readonly BuiltTensor[] Parser =
    [
        Matrix("model.embeddings.word_embeddings.weight", 5, 8),
        Matrix("pos_embedding.weight", 46, 6),
        Matrix("encoder.weight_hh_l0", 32, 8),
        Matrix("encoder.weight_hh_l1", 32, 8),
        Matrix("decoder.weight_hh_l0", 32, 8),
        Matrix("arc_c.weight", 5, 16),
        Matrix("type_c.weight", 4, 16),
        BuiltTensor.Singles("bilinear.U", [38, 4, 4], i => i),
    ];

    private static readonly BuiltTensor[] Tracker =
    [
        Matrix("model.embeddings.word_embeddings.weight", 5, 8),
        Matrix("encoder.embeddings.word_embeddings.weight", 5, 8),
        Matrix("decoder.gru.weight_hh_l0", 24, 8),
        Matrix("decoder.w_gate.weight", 5, 8),
    ];

    [Theory]
    [InlineData("BertForSequenceClassification", "classifier.weight", 7, KlueTask.Ynat, "정치")]
    [InlineData("BertForSequenceClassification", "classifier.weight", 3, KlueTask.Nli, "entailment")]
    [InlineData("BertForSequenceClassification", "classifier.weight", 30, KlueTask.Re, "no_relation")]
    [InlineData("BertForSequenceClassification", "classifier.weight", 1, KlueTask.Sts, null)]
    [InlineData("RobertaForSequenceClassification", "classifier.out_proj.weight", 7, KlueTask.Ynat, "정치")]
    [InlineData("BertForTokenClassification", "model.classifier.weight", 13, KlueTask.Ner, "B-PS")]
    [InlineData("BertForQuestionAnswering", "qa_outputs.weight", 2, KlueTask.Mrc, null)]
    public void A_classifier_of_KLUE_baseline_says_its_task_by_class_and_size(string architecture, string name, int labels, KlueTask task, string? first)
    {
        var config = Convert($$"""{"architectures": ["{{architecture}}"], "save_step": 12}""", [Matrix(name, labels, 8)]);

        Assert.Equal(task.Name(), config.GetProperty("klue_task").GetString());
        if (first is not null)
        {
            Assert.Equal(first, config.GetProperty("id2label").GetProperty("0").GetString());
            Assert.Equal(0, config.GetProperty("label2id").GetProperty(first).GetInt32());
            Assert.Equal(labels, config.GetProperty("id2label").EnumerateObject().Count());
        }
    }

    [Fact]
    public void A_regression_says_so() =>
        Assert.Equal("regression", Convert("""{"architectures": ["BertForSequenceClassification"], "save_step": 1}""", [Matrix("classifier.weight", 1, 8)]).GetProperty("problem_type").GetString());

    [Fact]
    public void The_parser_is_known_by_its_tensors_and_keeps_their_names()
    {
        var config = Convert("{}", Parser, "dp-model.bin", out var names);

        Assert.Equal("dp", config.GetProperty("klue_task").GetString());
        Assert.Equal("NP", config.GetProperty("id2label").GetProperty("0").GetString());
        Assert.Equal(
            """{"hidden_size":8,"arc_space":5,"type_space":4,"pos_dim":6,"encoder_layers":2,"decoder_layers":1}""",
            JsonSerializer.Serialize(config.GetProperty("klue_head")));
        Assert.Equal(Parser.Select(tensor => tensor.Name).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_dialogue_tracker_is_known_by_its_tensors_and_keeps_their_names()
    {
        var config = Convert("{}", Tracker, "trade-1200.bin", out var names);

        Assert.Equal("wos", config.GetProperty("klue_task").GetString());
        Assert.Equal("dontcare", config.GetProperty("id2label").GetProperty("1").GetString());
        Assert.Equal(8, config.GetProperty("klue_head").GetProperty("hidden_size").GetInt32());
        Assert.Equal(Tracker.Select(tensor => tensor.Name).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_of_another_origin_is_left_alone()
    {
        const string Config = """{"architectures": ["BertForSequenceClassification"], "id2label": {"0": "부정"}}""";
        Assert.False(Convert(Config, [Matrix("classifier.weight", 7, 8)]).TryGetProperty("klue_task", out _));
    }

    [Fact]
    public void The_task_can_be_named_but_must_fit()
    {
        Assert.Equal("ynat", Convert("{}", [Matrix("classifier.weight", 7, 8)], named: KlueTask.Ynat).GetProperty("klue_task").GetString());
        Assert.Throws<CheckpointException>(() => Convert("{}", [Matrix("classifier.weight", 7, 8)], named: KlueTask.Nli));
        Assert.Throws<CheckpointException>(() => Convert("{}", [Matrix("other.weight", 7, 8)], named: KlueTask.Ner));
        Assert.Throws<CheckpointException>(() => Convert("{}", Tracker, named: KlueTask.Dp));
    }

    private static BuiltTensor Matrix(string name, int rows, int columns) => BuiltTensor.Singles(name, [rows, columns], i => i);

    private static JsonElement Convert(string config, BuiltTensor[] tensors, KlueTask? named = null) => Convert(config, tensors, "pytorch_model.bin", out _, named);

    private static JsonElement Convert(string config, BuiltTensor[] tensors, string file, out IReadOnlyList<string> names, KlueTask? named = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in/config.json", config);
        File.WriteAllBytes(folder.File($"in/{file}"), TorchBuilder.Zip(tensors));
        var options = new ConversionOptions { Input = folder.File("in"), Output = folder.File("out"), Task = named };
        var report = new Converter(options, new SilentProgress(), CancellationToken.None).Run();
        names = [.. report.Parts[0].Plan.Tensors.Select(tensor => tensor.Target.Name)];
        using var document = JsonDocument.Parse(File.ReadAllBytes(folder.File("out/config.json")));
        return document.RootElement.Clone();
    }
}
