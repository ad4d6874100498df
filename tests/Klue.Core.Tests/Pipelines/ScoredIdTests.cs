using CsCheck;
using Klue.Pipelines;

namespace Klue.Core.Tests.Pipelines;

public sealed class ScoredIdTests
{
    [Fact]
    public void The_best_are_those_of_a_full_sort_with_ties_by_id() =>
        Gen.Select(Gen.Float[0, 1].Select(score => MathF.Round(score * 8)).Array[0, 60], Gen.Int[1, 70]).Sample((scores, count) =>
        {
            var sorted = scores.Select((score, id) => new ScoredId(id, score)).OrderByDescending(scored => scored.Score).ThenBy(scored => scored.Id).Take(count);
            Assert.Equal(sorted, ScoredId.Best(scores, [], count));
        });

    [Fact]
    public void Only_candidates_are_chosen() =>
        Assert.Equal([new ScoredId(4, 3), new ScoredId(1, 2)], ScoredId.Best([9, 2, 9, 1, 3], [1, 3, 4], 2));

    [Fact]
    public void Scores_that_are_no_numbers_are_not_hidden() =>
        Assert.Equal([0, 1], ScoredId.Best([float.NaN, float.NaN, float.NaN], [], 2).Select(scored => scored.Id));
}
