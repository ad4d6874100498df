using System.Globalization;
using System.Text.RegularExpressions;
using Klue.Core.Tests.Tasks;
using Klue.Tasks;
using Klue.Tests;

namespace Klue.Cli.Tests;

/// <summary><c>klue eval</c> on the real development sets.</summary>
[Trait(Conformance.Trait, Conformance.Category)]
public sealed partial class EvaluationConformanceTests
{
    [Theory]
    [InlineData("baseline")]
    [InlineData("clean")]
    public void Every_public_data_set_runs_without_a_skipped_row(string mode)
    {
        foreach (var (task, file) in DataSets())
        {
            using var model = new TaskModelFolder(task);
            using var gold = GoldPredictions.Of(task, file);
            var result = KlueRun.Run("eval", "--task", task.Name(), "-m", model.FullName, "--data", file, "--mode", mode, "--json").Succeeded().Rows[0];
            Assert.Equal(File.ReadLines(gold.Path).Count(), result.GetProperty("items").GetInt32());
            var metrics = KlueRun.Run("score", "--task", task.Name(), "--data", file, "--predictions", gold.Path, "--mode", mode, "--json").Succeeded().Rows[0].GetProperty("metrics");
            Assert.All(metrics.EnumerateObject().Where(metric => metric.Name != "auprc"), metric => Assert.Equal(100, metric.Value.GetDouble(), 1e-9));
        }
    }

    [Fact]
    public void The_embedded_recogniser_reaches_the_F1_that_its_model_card_states()
    {
        const int Step = 5;
        using var folder = new TemporaryFolder();
        foreach (var (_, file) in DataSets().Where(set => set.Task == KlueTask.Ner))
        {
            var sentences = File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
            var fifth = folder.Write("fifth.tsv", string.Concat(sentences.Where((_, place) => place % Step == Step - 1).Select(sentence => sentence + "\n\n")));
            var model = RepositoryFolder.Find("models", "klue-mini-ner");
            var metrics = KlueRun.Run("eval", "--task", "ner", "--mode", "clean", "-m", model, "--data", fifth, "--json").Succeeded().Rows[0].GetProperty("metrics");
            var card = File.ReadAllText(Path.Combine(model, "README.md"));
            var stated = double.Parse(StatedF1().Match(card).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            Assert.Equal(stated, metrics.GetProperty("entity_macro_f1").GetDouble(), 0.2);
        }
    }

    [GeneratedRegex(@"F1 macro over types \*\*([0-9.]+)\*\*")]
    private static partial Regex StatedF1();

    private static IEnumerable<(KlueTask Task, string File)> DataSets()
    {
        foreach (var file in Directory.EnumerateFiles(Conformance.Path("klue", "data"), "*-v1.1_*", SearchOption.AllDirectories))
        {
            var name = Path.GetFileName(file).Replace("klue-", "", StringComparison.Ordinal);
            Assert.True(KlueTaskNames.TryParse(name[..name.IndexOf('-', StringComparison.Ordinal)], out var task), file);
            yield return (task, file);
        }
    }
}
