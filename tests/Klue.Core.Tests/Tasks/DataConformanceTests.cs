using System.Text.Json;
using Klue.Tasks;
using Klue.Tasks.Scoring;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

[Trait(Conformance.Trait, Conformance.Category)]
public sealed class DataConformanceTests
{
    [Fact]
    public void Every_public_data_set_is_read_to_its_end_and_scores_the_maximum_against_itself()
    {
        var files = Directory.GetFiles(Conformance.Path("klue", "data"), "*-v1.1_*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var name = Path.GetFileName(file).Replace("klue-", "", StringComparison.Ordinal);
            Assert.True(KlueTaskNames.TryParse(name[..name.IndexOf('-', StringComparison.Ordinal)], out var task), file);
            using var predictions = GoldPredictions.Of(task, file);
            foreach (var mode in Enum.GetValues<EvaluationMode>())
            {
                var report = TaskScorer.Score(task, file, predictions.Path, mode);
                Assert.True(report.Items > 0, file);
                Assert.All(report.Metrics.Where(metric => metric.Name != "auprc"), metric => Assert.Equal(100, metric.Value, 1e-9));
            }
        }
    }

    [Fact]
    public void The_relation_list_is_the_one_built_in()
    {
        foreach (var file in Directory.EnumerateFiles(Conformance.Path("klue", "data"), "relation_list.json", SearchOption.AllDirectories))
        {
            Assert.Equal(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.Texts("relations"), KlueLabels.Relations);
        }
    }
}
