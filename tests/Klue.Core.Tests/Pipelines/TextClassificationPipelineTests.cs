using Klue.Configuration;
using Klue.Core.Tests.Tasks;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tests;

namespace Klue.Core.Tests.Pipelines;

public sealed class TextClassificationPipelineTests
{
    private const double Tolerance = 1e-5;

    private static readonly KlueModel Klue = EmbeddedModel.Sentiment;

    [Fact]
    public void Labels_and_scores_are_those_of_PyTorch() => Assert.All(Klue.ExpectedRows(), row =>
    {
        var best = Assert.Single(Klue.Classify(row.Text("text")));
        Assert.Equal(row.Text("label"), best.Label);
        Assert.Equal(row.GetProperty("score").GetDouble(), best.Score, Tolerance);

        var logits = Klue.CreateTextClassification(new TextClassificationOptions { TopK = null, FunctionToApply = ScoreFunction.None }).Run(row.Text("text"));
        var expected = row.Floats("logits");
        Assert.Equal(expected.Length, logits.Count);
        Assert.All(logits, label => Assert.Equal(expected[Klue.Config.Labels.ToList().IndexOf(label.Label)], label.Score, Tolerance));
        Assert.True(logits[0].Score >= logits[1].Score);
    });

    [Fact]
    public void A_sigmoid_takes_each_label_by_itself()
    {
        var text = Klue.ExpectedRows()[0].Text("text");
        var logits = Klue.CreateTextClassification(new TextClassificationOptions { TopK = null, FunctionToApply = ScoreFunction.None }).Run(text);
        var scores = Klue.CreateTextClassification(new TextClassificationOptions { TopK = null, FunctionToApply = ScoreFunction.Sigmoid }).Run(text);
        Assert.All(logits.Zip(scores), pair => Assert.Equal(1 / (1 + Math.Exp(-pair.First.Score)), pair.Second.Score, 1e-6));
    }

    [Fact]
    public void A_pair_is_not_its_first_text()
    {
        var pair = Klue.Classify("정말 재미있게 봤습니다.", "졸려서 끝까지 못 봤다", topK: null);
        Assert.NotEqual(Klue.Classify("정말 재미있게 봤습니다.", topK: null), pair);
        Assert.Equal(pair, Klue.CreateTextClassification(new TextClassificationOptions { TopK = null }).Run(("정말 재미있게 봤습니다.", "졸려서 끝까지 못 봤다")));
        Assert.Throws<InputException>(() => Klue.Classify("정말", ""));
        Assert.Throws<InputException>(() => Klue.Classify("", "정말"));
    }

    [Theory]
    [InlineData("""{"problem_type":"regression","num_labels":1}""", ScoreFunction.None)]
    [InlineData("""{"problem_type":"regression","num_labels":3}""", ScoreFunction.None)]
    [InlineData("""{"num_labels":1}""", ScoreFunction.Sigmoid)]
    [InlineData("""{"problem_type":"multi_label_classification","num_labels":3}""", ScoreFunction.Sigmoid)]
    [InlineData("""{"problem_type":"single_label_classification","num_labels":3}""", ScoreFunction.Softmax)]
    [InlineData("""{"num_labels":3,"function_to_apply":"sigmoid"}""", ScoreFunction.Softmax)]
    public void The_configuration_decides_how_logits_become_scores(string config, ScoreFunction expected)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("config.json", config);
        Assert.Equal(expected, TextClassificationPipeline.FunctionOf(BertConfig.Load(file)));
    }

    [Fact, Trait(Conformance.Trait, Conformance.Category)]
    public void The_share_of_reviews_classified_rightly_is_the_one_that_the_model_card_states()
    {
        var rows = File.ReadLines(Conformance.Path("nsmc", "test.jsonl")).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToArray();
        var found = Klue.CreateTextClassification(new TextClassificationOptions { Truncate = true }).Run(rows.Select(row => new TextPair(row.Text("text"))));
        var right = rows.Zip(found).Count(pair => pair.First.Text("label") == pair.Second[0].Label);
        var card = File.ReadAllText(Path.Combine(Klue.Folder, "README.md"));
        var stated = double.Parse(System.Text.RegularExpressions.Regex.Match(card, @"\*\*([0-9.]+) %\*\* right").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(stated, 100.0 * right / rows.Length, 0.1);
    }
}
