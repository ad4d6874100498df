using Klue.Configuration;
using Klue.Core.Tests.Pipelines;
using Klue.IO;
using Klue.Models;
using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tasks.Evaluation;
using Klue.Tasks.Scoring;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

/// <summary>Data in, model, decoding, official figures out.</summary>
public sealed class EvaluationTests
{
    public static TheoryData<KlueTask, EvaluationMode> TasksAndModes => ScoringTests.TasksAndModes;

    [Theory]
    [MemberData(nameof(TasksAndModes))]
    public void Every_task_runs_from_its_file_to_its_figures(KlueTask task, EvaluationMode mode)
    {
        using var model = new TaskModelFolder(task);
        using var klue = KlueModel.Load(model.FullName);
        using var folder = new TemporaryFolder();
        var data = folder.Write("data", ExampleFiles.Of(task));
        folder.Write("ontology.json", """{"관광-종류":["none"],"관광-이름":["none"]}""");
        var predictions = folder.File("predictions.jsonl");
        var evaluation = TaskEvaluation.Open(task, data, new EvaluationOptions { Mode = mode, PredictionsPath = predictions });
        var done = 0;
        var result = evaluation.Run(klue, count => done = count, TestContext.Current.CancellationToken);
        Assert.Equal((evaluation.Count, evaluation.Count), (result.Report.Items, done));
        Assert.Equal(mode, result.Report.Mode);
        Assert.True(result.Tokens > 2 * result.Report.Items);

        // What was written scores the same.
        var scored = TaskScorer.Score(task, data, predictions, mode);
        Assert.Equal(scored.Metrics, result.Report.Metrics);
        Assert.Equal(scored.Mistakes.Select(mistake => mistake with { Weight = 0 }), result.Report.Mistakes.Select(mistake => mistake with { Weight = 0 }));
    }

    [Fact]
    public void A_limit_takes_the_first_examples_and_the_rest_is_still_checked()
    {
        using var data = new TemporaryFile(ExampleFiles.Ner);
        var evaluation = TaskEvaluation.Open(KlueTask.Ner, data.Path, new EvaluationOptions { Limit = 1 });
        Assert.Equal(1, evaluation.Count);
        Assert.Equal(1, evaluation.Run(EmbeddedModel.Entities).Report.Items);
        using var broken = new TemporaryFile(ExampleFiles.Ner + "## z\t가\n가\tB-XX\n");
        Assert.Throws<TaskDataException>(() => TaskEvaluation.Open(KlueTask.Ner, broken.Path, new EvaluationOptions { Limit = 1 }));
    }

    [Fact]
    public void An_example_that_the_model_cannot_read_is_named()
    {
        using var model = new TaskModelFolder(KlueTask.Ynat);
        using var klue = KlueModel.Load(model.FullName);
        using var data = new TemporaryFile("""[{"guid":"a","title":"영화","label":"사회"},{"guid":"b","title":" ","label":"사회"},{"guid":"c","title":"영화","label":"사회"}]""");
        var fault = Assert.Throws<TaskDataException>(() => TaskEvaluation.Open(KlueTask.Ynat, data.Path).Run(klue));
        Assert.Equal("b", fault.Location.Id);
        Assert.Contains("empty", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Longer_inputs_are_cut_and_counted()
    {
        using var data = new TemporaryFile(
            "## a\t\n" + string.Concat(Enumerable.Repeat("가\tO\n \tO\n", 400)) + "\n## b\t\n가\tO\n\n");
        var notes = TaskEvaluation.Open(KlueTask.Ner, data.Path).Run(EmbeddedModel.Entities).Report.Notes;
        Assert.Contains(notes, note => note.Contains("256 tokens; the official length is 510", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("Inputs longer than 256 tokens, which were cut: 1.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_of_another_task_is_refused()
    {
        using var model = new TaskModelFolder(KlueTask.Dp);
        using var klue = KlueModel.Load(model.FullName);
        using var data = new TemporaryFile(ExampleFiles.Wos);
        Assert.Contains("one for dp", Assert.Throws<InputException>(() => TaskEvaluation.Open(KlueTask.Wos, data.Path).Run(klue)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tracker_needs_its_slots()
    {
        using var model = new TaskModelFolder(KlueTask.Wos);
        using var klue = KlueModel.Load(model.FullName);
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.json", ExampleFiles.Wos);
        Assert.Contains("ontology.json", Assert.Throws<InputException>(() => TaskEvaluation.Open(KlueTask.Wos, data).Run(klue)).Message, StringComparison.Ordinal);
        var ontology = folder.Write("other.json", """{"없는것":[]}""");
        Assert.Throws<ConfigurationException>(() => TaskEvaluation.Open(KlueTask.Wos, data, new EvaluationOptions { OntologyPath = ontology }).Run(klue));
    }

    [Fact]
    public void A_cancelled_run_leaves_no_predictions()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.tsv", ExampleFiles.Ner);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var evaluation = TaskEvaluation.Open(KlueTask.Ner, data, new EvaluationOptions { PredictionsPath = folder.File("predictions.jsonl") });
        Assert.ThrowsAny<OperationCanceledException>(() => evaluation.Run(EmbeddedModel.Entities, null, stop.Token));
        Assert.Equal(["data.tsv"], Directory.EnumerateFileSystemEntries(folder.FullName).Select(Path.GetFileName));
        Assert.Throws<FileAccessException>(() => TaskEvaluation.Open(
            KlueTask.Ner, data, new EvaluationOptions { PredictionsPath = folder.File("none/predictions.jsonl") }).Run(EmbeddedModel.Entities));
    }

    [Fact]
    public void Data_is_found_by_its_official_name()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(TaskFiles.FindDevelopmentSet(folder.FullName, KlueTask.Ynat));
        var inner = folder.Write("ynat-v1.1/ynat-v1.1_dev.json", "[]");
        var outer = folder.Write("klue-ner-v1.1_dev.tsv", "");
        folder.Write("klue-dp-v1.1/file_map.json", """{"dev":"other.tsv"}""");
        var mapped = folder.Write("klue-dp-v1.1/other.tsv", "");
        Assert.Equal(Path.GetFullPath(inner), Path.GetFullPath(TaskFiles.FindDevelopmentSet(folder.FullName, KlueTask.Ynat)!));
        Assert.Equal(outer, TaskFiles.FindDevelopmentSet(folder.FullName, KlueTask.Ner));
        Assert.Equal(Path.GetFullPath(mapped), Path.GetFullPath(TaskFiles.FindDevelopmentSet(folder.FullName, KlueTask.Dp)!));
    }
}
