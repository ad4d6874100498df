using System.Text;
using System.Text.Json;
using Klue.Core.Tests.Tasks;
using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tests;

namespace Klue.Cli.Tests;

/// <summary><c>klue eval</c> and <c>klue score</c>, over models of random weights.</summary>
public sealed class EvalCommandTests
{
    public static TheoryData<KlueTask, string> TasksAndModes { get; } =
        [.. from task in Enum.GetValues<KlueTask>() from mode in (string[])["baseline", "clean"] select (task, mode)];

    [Theory]
    [MemberData(nameof(TasksAndModes))]
    public void Every_task_runs_and_its_predictions_score_the_same(KlueTask task, string mode)
    {
        using var model = new TaskModelFolder(task);
        using var data = new TaskData(task);
        var predictions = data.File("predictions.jsonl");
        string[] shared = ["--task", task.Name(), "--data", data.Path, "--mode", mode, "--predictions", predictions, "--json"];
        var result = Assert.Single(KlueRun.Run(["eval", "-m", model.FullName, .. shared]).Succeeded().Rows);
        Assert.Equal((task.Name(), mode), (result.GetProperty("task").GetString(), result.GetProperty("mode").GetString()));
        Assert.Equal(File.ReadLines(predictions).Count(), result.GetProperty("items").GetInt32());
        Assert.True(result.GetProperty("tokens_per_second").GetDouble() > 0);
        Assert.NotEmpty(result.GetProperty("published").EnumerateObject());

        var scored = Assert.Single(KlueRun.Run(["score", .. shared]).Succeeded().Rows);
        Assert.Equal(JsonSerializer.Serialize(scored.GetProperty("metrics")), JsonSerializer.Serialize(result.GetProperty("metrics")));
        Assert.False(scored.TryGetProperty("tokens", out _));
    }

    [Theory]
    [MemberData(nameof(TasksAndModes))]
    public void Gold_as_predictions_scores_the_maximum(KlueTask task, string mode)
    {
        using var data = new TaskData(task);
        using var gold = GoldPredictions.Of(task, data.Path);
        var metrics = KlueRun.Run("score", "--task", task.Name(), "--data", data.Path, "--predictions", gold.Path, "--mode", mode, "--json").Succeeded().Rows[0].GetProperty("metrics");
        Assert.All(metrics.EnumerateObject().Where(metric => metric.Name != "auprc"), metric => Assert.Equal(100, metric.Value.GetDouble(), 1e-9));
    }

    [Fact]
    public void A_person_sees_figures_labels_confusions_and_mistakes()
    {
        using var model = new TaskModelFolder(KlueTask.Nli);
        using var data = new TaskData(KlueTask.Nli);
        var lines = KlueRun.Run("eval", "--task", "nli", "-m", model.FullName, "--data", data.Path, "--show-errors", "5").Succeeded().Lines;
        Assert.StartsWith("nli, baseline mode: 2 items, ", lines[0], StringComparison.Ordinal);
        Assert.Contains("items/s", lines[0], StringComparison.Ordinal);
        Assert.Equal("metric\tvalue\tklue/bert-base", lines[1]);
        Assert.Matches(@"^accuracy\t[0-9.]+\t81\.63$", lines[2]);
        Assert.Contains("label\tprecision\trecall\tf1\tgold\tpredicted", lines);
        Assert.Contains(@"gold \ predicted	entailment	contradiction	neutral", lines);
        Assert.Contains(lines, line => line.StartsWith("  expected  ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            KlueRun.Run("eval", "--task", "nli", "-m", model.FullName, "--data", data.Path).Succeeded().Lines, line => line.StartsWith("  expected  ", StringComparison.Ordinal));
    }

    [Fact]
    public void Labels_without_names_need_their_order()
    {
        using var nameless = new TaskModelFolder(KlueTask.Ynat, hasNames: false);
        using var named = new TaskModelFolder(KlueTask.Ynat);
        using var data = new TaskData(KlueTask.Ynat);
        KlueRun.Run("eval", "--task", "ynat", "-m", nameless.FullName, "--data", data.Path).WasRefused("LABEL_0", "label order", "baseline or hf");
        var baseline = Labels(nameless, "--label-order", "baseline");
        Assert.NotEqual(baseline, Labels(nameless, "--label-order", "hf"));
        Assert.Equal(baseline, Labels(named));
        Assert.Equal(baseline, Labels(named, "--label-order", "hf"));

        string[] Labels(TaskModelFolder model, params string[] options)
        {
            var predictions = data.File("predictions.jsonl");
            KlueRun.Run(["eval", "--task", "ynat", "-m", model.FullName, "--data", data.Path, "--predictions", predictions, .. options]).Succeeded();
            return File.ReadAllLines(predictions);
        }
    }

    [Fact]
    public void The_whole_table_shows_what_is_missing_as_missing()
    {
        using var models = new TemporaryFolder();
        using var data = new TemporaryFolder();
        foreach (var task in (KlueTask[])[KlueTask.Ynat, KlueTask.Dp, KlueTask.Sts])
        {
            using var model = new TaskModelFolder(task);
            Directory.Move(model.FullName, models.File(task.Name()));
            Directory.CreateDirectory(model.FullName);
        }

        data.Write($"{TaskFiles.DataSet(KlueTask.Ynat)}/{TaskFiles.DevelopmentSet(KlueTask.Ynat)}", ExampleFiles.Ynat);
        data.Write(TaskFiles.DevelopmentSet(KlueTask.Dp), ExampleFiles.Dp);
        var lines = KlueRun.Run("eval", "--all", "--models", models.FullName, "--data", data.FullName).Succeeded().Lines;
        Assert.Equal("all tasks, baseline mode", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("ynat\tmacro_f1\t", StringComparison.Ordinal) && line.Contains("\t85.73\t2\t", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("dp\tlas_macro_f1\t", StringComparison.Ordinal) && line.Contains("\t88.05\t2\t", StringComparison.Ordinal));
        Assert.Contains("sts\tpearsonr\tmissing\t90.85\t\t", lines);
        Assert.Contains("wos\tslot_micro_f1\tmissing\t91.61\t\t", lines);
        Assert.Contains(lines, line => line.StartsWith("sts: missing: no klue-sts-v1.1_dev.json", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("mrc: missing: no model", StringComparison.Ordinal));
        var rows = KlueRun.Run("eval", "--all", "--models", models.FullName, "--data", data.FullName, "--json").Succeeded().Rows;
        Assert.Equal(KlueTaskNames.All, rows.Select(row => row.GetProperty("task").GetString()));
    }

    [Theory]
    [InlineData(KlueTask.Ner, "## a\t가\n가\tO\tO\n", "line 2", "2 columns, found 3")]
    [InlineData(KlueTask.Dp, "## a\t가\n1\t가\t가\tNNG\t2\tNP\n", "line 2", "a head from 0 to 1")]
    [InlineData(KlueTask.Ynat, """[{"guid":"a","title":"b","label":"날씨"}]""", "line 1", "guid 'a'", "'날씨'")]
    [InlineData(KlueTask.Re, """[{"guid":"a","sentence":"가나","subject_entity":{"word":"가","start_idx":0,"end_idx":0,"type":"PER"},"object_entity":{"word":"다","start_idx":2,"end_idx":2,"type":"PER"},"label":"no_relation"}]""", "line 1", "within the sentence's 2 characters")]
    [InlineData(KlueTask.Mrc, """{"data":[{"title":"t","paragraphs":[{"context":"가","qas":[{"question":"q","answers":[],"guid":"a"}]}]}]}""", "line 1", "guid 'a'", "answers")]
    [InlineData(KlueTask.Nli, """[{"guid":"a","premise":"b","hypothesis":"c","gold_label":"neutral"},{"guid":"a","premise":"b","hypothesis":"c","gold_label":"neutral"}]""", "line 1", "a guid of its own")]
    [InlineData(KlueTask.Sts, "", "an empty file")]
    [InlineData(KlueTask.Wos, "[]", "an empty array")]
    public void Malformed_data_is_refused_with_its_place(KlueTask task, string content, params string[] words)
    {
        using var model = new TaskModelFolder(task);
        using var data = new TaskData(task, content);
        KlueRun.Run("eval", "--task", task.Name(), "-m", model.FullName, "--data", data.Path).WasRefused([data.Path, .. words]);
        KlueRun.Run("score", "--task", task.Name(), "--data", data.Path, "--predictions", data.Path).WasRefused();
    }

    [Fact]
    public void Data_in_another_encoding_is_refused()
    {
        using var model = new TaskModelFolder(KlueTask.Ner);
        using var data = new TaskData(KlueTask.Ner);
        File.WriteAllBytes(data.Path, [.. "## a\t"u8, 0xB0, 0xA1, .. "\n"u8]);
        KlueRun.Run("eval", "--task", "ner", "-m", model.FullName, "--data", data.Path).WasRefused("line 1", "UTF-8");
        File.WriteAllBytes(data.Path, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(ExampleFiles.Ner)]);
        KlueRun.Run("eval", "--task", "ner", "-m", model.FullName, "--data", data.Path).WasRefused("UTF-16");
    }

    [Theory]
    [InlineData("eval")]
    [InlineData("eval", "--task", "pos")]
    [InlineData("eval", "--task", "ner")]
    [InlineData("eval", "--task", "ner", "-m", ".")]
    [InlineData("eval", "--task", "ner", "-m", ".", "--data", "no-such-file")]
    [InlineData("eval", "--task", "ner", "-m", "no-such-folder", "--data", "x")]
    [InlineData("eval", "--task", "ner", "-m", ".", "--data", "x", "--limit", "0")]
    [InlineData("eval", "--task", "ner", "-m", ".", "--data", "x", "--mode", "strict")]
    [InlineData("eval", "--task", "ner", "-m", ".", "--data", "x", "--show-errors", "-1")]
    [InlineData("eval", "--all", "--task", "ner", "--models", ".", "--data", ".")]
    [InlineData("eval", "--all", "--data", ".")]
    [InlineData("eval", "--all", "--models", "no-such-folder", "--data", ".")]
    [InlineData("eval", "--models", ".", "--task", "ner", "-m", ".", "--data", "x")]
    [InlineData("score", "--task", "ner")]
    [InlineData("score", "--task", "ner", "--data", ".", "--predictions", "x")]
    public void The_command_line_is_refused(params string[] arguments) => KlueRun.Run(arguments).WasRefused();

    [Fact]
    public void A_model_without_the_head_is_refused()
    {
        using var data = new TaskData(KlueTask.Dp);
        var mini = RepositoryFolder.Find("models", "klue-mini-ner");
        KlueRun.Run("eval", "--task", "dp", "-m", mini, "--data", data.Path).WasRefused("13 labels");
        using var topics = new TaskData(KlueTask.Ynat);
        KlueRun.Run("eval", "--task", "ynat", "-m", mini, "--data", topics.Path).WasRefused("SequenceClassification");
    }
}
