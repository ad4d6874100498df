using System.Text.Json;
using Klue.Tasks;
using Klue.Tasks.Metrics;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

[Trait(Conformance.Trait, Conformance.Category)]
public sealed class MetricsConformanceTests
{
    [Fact]
    public void Every_metric_equals_the_official_code_on_every_golden_case()
    {
        var file = GoldenCases.Load("metrics.json");
        var groups = file.GetProperty("cases");
        var tolerances = file.GetProperty("meta").GetProperty("tolerance");
        var byId = groups.EnumerateObject().SelectMany(group => group.Value.EnumerateArray()).ToDictionary(item => item.Text("id"));
        GoldenCases.CheckAll(groups, (group, item) =>
        {
            var input = item.TryGetProperty("ref", out var other) ? byId[other.GetString()!] : item;
            if (group == "mrc_normalize")
            {
                Assert.Equal(item.Text("expected"), AnswerText.Normalize(input.Text("input"), EvaluationMode.Baseline));
                return;
            }

            var tolerance = tolerances.TryGetProperty(group, out var own) ? own.GetDouble() : tolerances.GetProperty("default").GetDouble();
            AssertClose(item.GetProperty("expected").NumberOrNaN(), Evaluate(group, input), tolerance);
            if (item.TryGetProperty("expected_sklearn_0_24", out var pinned))
            {
                AssertClose(pinned.NumberOrNaN(), AreaUnderPrecisionRecall(input, AbsentClass.NotANumber), tolerance);
            }
        });
    }

    private static double Evaluate(string group, JsonElement input) => group switch
    {
        "ynat_macro_f1" => ClassificationMetrics.MacroF1(input.Integers("preds"), input.Integers("labels")),
        "nli_accuracy" => ClassificationMetrics.Accuracy(input.Integers("preds"), input.Integers("labels")),
        "sts_pearsonr" => SimilarityMetrics.Pearson(input.Floats("preds"), input.Floats("labels")),
        "sts_f1" => SimilarityMetrics.F1(input.Floats("preds"), input.Floats("labels")),
        "ner_entity_macro_f1" => EntityMetrics.EntityMacroF1(input.Integers("preds"), input.Integers("labels")),
        "ner_char_macro_f1" => EntityMetrics.CharacterMacroF1(input.Integers("preds"), input.Integers("labels")),
        "re_micro_f1" => RelationMetrics.MicroF1(input.Integers("preds"), input.Integers("labels")),
        "re_auprc" => AreaUnderPrecisionRecall(input, AbsentClass.Half),
        "dp_uas_macro_f1" => Attachment(input).UnlabelledMacroF1,
        "dp_uas_micro_f1" => Attachment(input).UnlabelledMicroF1,
        "dp_las_macro_f1" => Attachment(input).LabelledMacroF1(EvaluationMode.Baseline),
        "dp_las_micro_f1" => Attachment(input).LabelledMicroF1,
        "mrc_em" => 100 * Answers(input, AnswerMetrics.ExactMatch),
        "mrc_rouge_w" => 100 * Answers(input, AnswerMetrics.RougeW),
        "mrc_rouge_w_single" => AnswerMetrics.RougeW(input.Text("pred"), input.Text("label"), EvaluationMode.Baseline),
        "wos_jga" => DialogueStateMetrics.JointGoalAccuracy(States(input, "preds"), States(input, "labels")),
        "wos_slot_micro_f1" => DialogueStateMetrics.SlotMicroF1(States(input, "preds"), States(input, "labels"), EvaluationMode.Baseline),
        _ => throw new InvalidOperationException($"no metric is known for the group {group}"),
    };

    private static double AreaUnderPrecisionRecall(JsonElement input, AbsentClass absent) => RelationMetrics.AreaUnderPrecisionRecall(
        [.. input.GetProperty("probs").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())],
        input.Integers("labels"),
        absent);

    private static AttachmentMetrics Attachment(JsonElement input)
    {
        var metrics = new AttachmentMetrics();
        foreach (var batch in input.GetProperty("batches").EnumerateArray())
        {
            for (var row = 0; row < batch.GetProperty("gold_heads").GetArrayLength(); row++)
            {
                metrics.Add(
                    batch.GetProperty("pred_heads")[row].Integers(),
                    batch.GetProperty("pred_types")[row].Integers(),
                    batch.GetProperty("gold_heads")[row].Integers(),
                    batch.GetProperty("gold_types")[row].Integers());
            }
        }

        return metrics;
    }

    private static double Answers(JsonElement input, Func<string, IReadOnlyList<string>, EvaluationMode, double> metric) =>
        input.GetProperty("examples").EnumerateArray().Average(
            example => metric(example.Text("prediction"), example.Texts("answers"), EvaluationMode.Baseline));

    private static IReadOnlyList<string>[] States(JsonElement input, string name) =>
        [.. input.GetProperty(name).EnumerateArray().Select(state => state.Texts())];

    private static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(
            double.IsNaN(expected) ? double.IsNaN(actual) : Math.Abs(expected - actual) <= tolerance,
            $"expected {expected:R}, found {actual:R}");
}
