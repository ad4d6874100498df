using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tasks.Predictions;
using Klue.Tasks.Scoring;

namespace Klue.Core.Tests.Tasks;

public sealed class ScoringTests
{
    public static TheoryData<KlueTask, EvaluationMode> TasksAndModes { get; } =
        [.. from task in Enum.GetValues<KlueTask>() from mode in Enum.GetValues<EvaluationMode>() select (task, mode)];

    [Theory]
    [MemberData(nameof(TasksAndModes))]
    public void Gold_as_predictions_scores_the_maximum(KlueTask task, EvaluationMode mode)
    {
        using var gold = new TemporaryFile(ExampleFiles.Of(task));
        using var predictions = GoldPredictions.Of(task, gold.Path);
        var report = TaskScorer.Score(task, gold.Path, predictions.Path, mode);
        Assert.Equal((task, mode), (report.Task, report.Mode));
        Assert.True(report.Items > 0);
        Assert.NotEmpty(report.Metrics);

        // Relations without a gold example count one half each.
        var auprc = (2 + (0.5 * (KlueLabels.Relations.Count - 2))) / KlueLabels.Relations.Count;
        Assert.All(report.Metrics, metric => Assert.Equal(metric.Name == "auprc" ? 100 * auprc : 100, metric.Value, 1e-9));
    }

    [Fact]
    public void Every_official_figure_of_a_report_has_its_published_counterpart()
    {
        foreach (var task in Enum.GetValues<KlueTask>())
        {
            using var gold = new TemporaryFile(ExampleFiles.Of(task));
            using var predictions = GoldPredictions.Of(task, gold.Path);
            Assert.NotNull(PublishedScores.Find(task, TaskScorer.Score(task, gold.Path, predictions.Path).Metrics[0].Name));
        }
    }

    [Theory]
    [InlineData("{\"guid\":\"ynat-v1_dev_0\",\"label\":\"사회\"}\n", null, "guid 'ynat-v1_dev_1': expected a prediction for each example, found none")]
    [InlineData("{\"guid\":\"ynat-v1_dev_0\",\"label\":\"사회\"}\n\n{\"guid\":\"ynat-v1_dev_0\",\"label\":\"사회\"}\n", 3L, "the same guid as on line 1")]
    [InlineData("{\"guid\":\"ynat-v1_dev_0\",\"label\":\"사회\"}\n{\"guid\":\"ynat-v1_dev_1\",\"label\":\"경제\"}\n{\"guid\":\"x\",\"label\":\"경제\"}", 3L, "guid 'x': expected the guid of an example")]
    [InlineData("{\"guid\":\"ynat-v1_dev_1\",\"label\":\"경제\"}\n{\"guid\":\"ynat-v1_dev_0\",\"label\":\"economy\"}\n", 2L, "one of 정치")]
    [InlineData("{\"guid\":\"ynat-v1_dev_0\"}\n", 1L, "a string as \"label\"")]
    [InlineData("{\"label\":\"사회\"}\n", 1L, "a string as \"guid\"")]
    [InlineData("[]\n", 1L, "a JSON object")]
    [InlineData("ynat-v1_dev_0\t사회\n", 1L, "a JSON object on one line")]
    [InlineData("", null, "an empty file")]
    public void Prediction_files_that_do_not_fit_are_refused_with_their_place(string content, long? line, string message) =>
        AssertRefused(KlueTask.Ynat, ExampleFiles.Ynat, content, line, message);

    [Theory]
    [InlineData(KlueTask.Sts, "{\"guid\":\"klue-sts-v1_dev_0\",\"score\":\"4\"}", "a number as \"score\", found a string")]
    [InlineData(KlueTask.Sts, "{\"guid\":\"klue-sts-v1_dev_0\",\"score\":1e999}", "a finite number")]
    [InlineData(KlueTask.Ner, "{\"guid\":\"klue-ner-v1_dev_1-nsmc\",\"tags\":[\"O\",\"O\"],\"edge_tags\":[\"O\"]}", "two \"edge_tags\", found 1")]
    [InlineData(KlueTask.Dp, "{\"guid\":\"klue-dp-v1_dev_0_wikitree\",\"heads\":[0.5],\"labels\":[]}", "integers in \"heads\"")]
    [InlineData(KlueTask.Wos, "{\"guid\":\"wos-v1_dev_0-0\",\"state\":[1]}", "strings in \"state\", found the number '1'")]
    public void Prediction_rows_of_the_wrong_form_are_refused(KlueTask task, string row, string message) =>
        AssertRefused(task, ExampleFiles.Of(task), row, 1, message);

    [Fact]
    public void A_tag_is_asked_for_each_character_and_only_the_official_alignment_may_give_fewer()
    {
        var gold = new NerExample("a", "가 나다", ["B-PS", "O", "O", "O"]);
        Assert.Equal(["B-PS", "O", "O"], gold.CharacterTags);
        Assert.Contains("fewer tags", Assert.Single(Score("B-PS", "O", mode: EvaluationMode.Baseline).Notes), StringComparison.Ordinal);
        Assert.Throws<TaskDataException>(() => Score("B-PS", "O", mode: EvaluationMode.Clean));
        Assert.Throws<TaskDataException>(() => Score("B-PS", "O", "O", "O", EvaluationMode.Baseline));

        TaskReport Score(string first, string second, string? third = null, string? fourth = null, EvaluationMode mode = default) =>
            TaskScorer.Score<NerScorer, NerExample, TagPrediction>(
                [gold],
                [new TagPrediction("a", [.. new[] { first, second, third, fourth }.OfType<string>()])],
                mode);
    }

    [Fact]
    public void Edge_tags_count_in_baseline_mode_alone()
    {
        NerExample[] gold = [new("a", "가", ["B-PS"]), new("b", "나", ["O"])];
        TagPrediction[] predictions = [new("a", ["B-PS"], ["O", "I-PS"]), new("b", ["O"])];
        Assert.Equal([0, 100], Enum.GetValues<EvaluationMode>().Select(
            mode => TaskScorer.Score<NerScorer, NerExample, TagPrediction>(gold, predictions, mode).Metrics[0].Value));
    }

    [Fact]
    public void The_report_lists_labels_and_what_is_taken_for_what()
    {
        YnatExample[] gold = [new("a", "", "사회"), new("b", "", "경제"), new("c", "", "경제")];
        LabelPrediction[] predictions = [new("c", "사회"), new("a", "사회"), new("b", "경제")];
        var report = TaskScorer.Score<YnatScorer, YnatExample, LabelPrediction>(gold, predictions, EvaluationMode.Baseline);
        Assert.Equal(["경제", "사회"], report.Labels.Select(label => label.Label));
        Assert.Equal([(1.0, 0.5), (0.5, 1.0)], report.Labels.Select(label => (label.Count.Precision, label.Count.Recall)));
        var labels = report.Confusion!.Labels;
        Assert.Equal(1, report.Confusion[labels.Id("경제"), labels.Id("사회")]);
        Assert.Equal(0, report.Confusion[labels.Id("사회"), labels.Id("경제")]);
    }

    [Fact]
    public void Undefined_figures_stay_undefined()
    {
        StsExample[] gold = [new("a", "", "", 3), new("b", "", "", 3)];
        ScorePrediction[] predictions = [new("a", 1), new("b", 2)];
        var report = TaskScorer.Score<StsScorer, StsExample, ScorePrediction>(gold, predictions, EvaluationMode.Baseline);
        Assert.True(double.IsNaN(report.Metrics[0].Value));
        Assert.NotEmpty(report.Notes);
    }

    private static void AssertRefused(KlueTask task, string gold, string predictions, long? line, string message)
    {
        using var goldFile = new TemporaryFile(gold);
        using var predictionFile = new TemporaryFile(predictions);
        var fault = Assert.Throws<TaskDataException>(() => TaskScorer.Score(task, goldFile.Path, predictionFile.Path));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal((predictionFile.Path, line), (fault.Location.Path, fault.Location.Line));
    }
}
