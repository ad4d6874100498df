using CsCheck;
using Klue.Tasks;
using Klue.Tasks.Metrics;

namespace Klue.Core.Tests.Tasks;

public sealed class MetricsTests
{
    [Fact]
    public void Macro_f1_averages_over_the_labels_that_occur() =>

        // Label 3: P 1, R 1/2; label 5: P 1/2, R 1/2; label 9: only predicted.
        Assert.Equal(100 * ((2.0 / 3) + 0.5 + 0) / 3, ClassificationMetrics.MacroF1([3, 5, 5, 9], [3, 3, 5, 5]), 1e-9);

    [Fact]
    public void Accuracy_is_the_share_of_hits() =>
        Assert.Equal(75, ClassificationMetrics.Accuracy([0, 1, 2, 0], [0, 1, 2, 2]), 1e-9);

    [Fact]
    public void Pearson_knows_its_special_cases()
    {
        Assert.Equal(100, SimilarityMetrics.Pearson([1, 2, 3], [2, 4, 6]), 1e-9);
        Assert.Equal(-100, SimilarityMetrics.Pearson([1, 2], [9, 8]), 1e-9);
        Assert.True(double.IsNaN(SimilarityMetrics.Pearson([2, 2, 2], [1, 2, 3])));
        Assert.Throws<ArgumentException>(() => SimilarityMetrics.Pearson([1], [1]));
        Assert.Throws<ArgumentException>(() => SimilarityMetrics.Pearson([1, 2], [1]));
    }

    [Fact]
    public void Alike_begins_at_three() => Assert.Equal(100 * (2.0 / 3), SimilarityMetrics.F1([3, 2.9f, 5], [3, 0, 1]), 1e-9);

    [Fact]
    public void Entities_are_right_as_wholes_and_an_orphan_inside_tag_opens_none()
    {
        // Gold: PS 0..2, DT 3. Predicted: PS 0..1 (too short), DT 3, and an orphan I-LC.
        const int BeginPerson = 0;
        const int BeginDate = 6;
        const int InPlace = 3;
        int[] gold = [BeginPerson, BeginPerson + 1, BeginPerson + 1, BeginDate, 12];
        int[] predicted = [BeginPerson, BeginPerson + 1, 12, BeginDate, InPlace];
        Assert.Equal(50, EntityMetrics.EntityMacroF1(predicted, gold), 1e-9);
        Assert.True(double.IsNaN(EntityMetrics.EntityMacroF1([12, InPlace], [12, 12])));
    }

    [Fact]
    public void A_tag_that_occurs_nowhere_counts_as_perfect() =>

        // Of 13 tags 12 are absent from the gold: one is predicted (0), eleven are nowhere (1); O has P 1, R 1/2.
        Assert.Equal(100 * (11 + (2.0 / 3)) / 13, EntityMetrics.CharacterMacroF1([12, 0], [12, 12]), 1e-9);

    [Fact]
    public void Relation_f1_leaves_no_relation_out() =>

        // Two right, one overlooked, one invented.
        Assert.Equal(100 * (2.0 / 3), RelationMetrics.MicroF1([1, 2, 0, 3, 0], [1, 2, 3, 0, 0]), 1e-9);

    [Fact]
    public void The_area_joins_the_points_of_distinct_probabilities()
    {
        // Class 1, ranked: hit, miss, hit. Points (0,1) (1/2,1) (1/2,1/2) (1,2/3). Class 0 is its mirror: miss, hit, miss.
        double[][] probabilities = [[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]];
        var first = 0.5 + (0.5 * (0.5 + (2.0 / 3)) / 2);
        const double Second = (0 + 0.5) / 2;
        Assert.Equal(100 * (first + Second) / 2, RelationMetrics.AreaUnderPrecisionRecall(probabilities, [1, 0, 1]), 1e-9);
        Assert.True(double.IsNaN(RelationMetrics.AreaUnderPrecisionRecall(probabilities, [1, 1, 1], AbsentClass.NotANumber)));
        Assert.Equal(75, RelationMetrics.AreaUnderPrecisionRecall(probabilities, [1, 1, 1]), 1e-9);
    }

    [Fact]
    public void A_wrong_head_makes_the_relation_wrong_and_rare_relations_are_one()
    {
        var metrics = new AttachmentMetrics();
        metrics.Add([2, 0, 1, 7], [3, 20, 3, 3], [2, 0, 2, AttachmentMetrics.Padding], [3, 30, 3, AttachmentMetrics.Padding]);
        Assert.Equal(3, metrics.Words);
        Assert.Equal(100 * (2.0 / 3), metrics.UnlabelledMicroF1, 1e-9);
        Assert.Equal(100 * (2.0 / 3), metrics.LabelledMicroF1, 1e-9);
        Assert.Equal(100 * (1 + (2.0 / 3) + 0) / 3, metrics.LabelledMacroF1(EvaluationMode.Baseline), 1e-9);
        Assert.Equal(100 * (1 + (2.0 / 3)) / 2, metrics.LabelledMacroF1(EvaluationMode.Clean), 1e-9);
    }

    [Theory]
    [InlineData("「서울」 'A B'.", "「서울」 a b", "「서울」 a b")]
    [InlineData("《서울》", "《서울》", "서울")]
    [InlineData("가'나", "가나", "가 나")]
    [InlineData("가《()‘’나", "가 나", "가 나")]
    [InlineData("İΣ ΑΣ", "i̇ς ας", "i̇ς ας")]
    [InlineData("가\u001C나\u3000다", "가 나 다", "가 나 다")]
    public void Answers_are_normalised_as_written_and_as_meant(string answer, string asWritten, string asMeant)
    {
        Assert.Equal(asWritten, AnswerText.Normalize(answer, EvaluationMode.Baseline));
        Assert.Equal(asMeant, AnswerText.Normalize(answer, EvaluationMode.Clean));
    }

    [Theory]
    [InlineData("", new string[0], 1)]
    [InlineData("서울", new string[0], 0)]
    [InlineData("서울.", new[] { "부산", "서울" }, 1)]
    [InlineData("서울", new[] { "서울시" }, 0)]
    public void An_answer_matches_any_accepted_one_and_none_matches_nothing(string prediction, string[] answers, double expected) =>
        Assert.Equal(expected, AnswerMetrics.ExactMatch(prediction, answers, EvaluationMode.Baseline));

    [Fact]
    public void Rouge_takes_the_longest_common_block() =>
        Assert.Equal(2 * (2.0 / 3) * 0.5 / ((2.0 / 3) + 0.5), AnswerMetrics.RougeW("서울시", ["서울 말"], EvaluationMode.Baseline), 1e-9);

    [Fact]
    public void The_longest_match_is_the_longest_common_run() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 12], Gen.Int[0, 3].Array[0, 12]).Sample((left, right) =>
            LongestMatch.Length(left, right, ignoreFrequent: true) == LongestCommonRun(left, right));

    [Fact]
    public void Frequent_characters_of_long_answers_only_widen_a_match()
    {
        // 7 stands once, 1 fills the rest: the search sees 7 alone, and the run grows from there.
        int[] answer = [.. Enumerable.Repeat(1, 100), 7, .. Enumerable.Repeat(1, 120)];
        int[] prediction = [1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 7, 1, 1];
        Assert.Equal(4, LongestMatch.Length(prediction, answer, ignoreFrequent: true));
        Assert.Equal(8, LongestMatch.Length(prediction, answer, ignoreFrequent: false));
    }

    [Fact]
    public void Dialogue_states_are_compared_as_sets_and_slots_turn_by_turn()
    {
        string[][] gold = [["a", "b"], [], ["c"]];
        string[][] predictions = [["b", "a", "a"], [], ["c", "d"]];
        Assert.Equal(100 * (2.0 / 3), DialogueStateMetrics.JointGoalAccuracy(predictions, gold), 1e-9);
        Assert.Equal(100 * (1 + 1 + (2.0 / 3)) / 3, DialogueStateMetrics.SlotMicroF1(predictions, gold, EvaluationMode.Baseline), 1e-9);
        Assert.Equal(100 * (6.0 / 7), DialogueStateMetrics.SlotMicroF1(predictions, gold, EvaluationMode.Clean), 1e-9);
        Assert.Equal(0, DialogueStateMetrics.JointGoalAccuracy([], []));
    }

    private static int LongestCommonRun(int[] left, int[] right) =>
        (from start in Enumerable.Range(0, left.Length)
         from other in Enumerable.Range(0, right.Length)
         select left.AsSpan(start).CommonPrefixLength(right.AsSpan(other))).DefaultIfEmpty(0).Max();
}
