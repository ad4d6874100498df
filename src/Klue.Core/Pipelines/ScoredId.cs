namespace Klue.Pipelines;

/// <summary>A token of the vocabulary, or a label, and its score.</summary>
/// <param name="Id">The id of the token or label.</param>
/// <param name="Score">Its score.</param>
public readonly record struct ScoredId(int Id, float Score)
{
    /// <summary>The best of the candidates: highest score first, equal scores by id.</summary>
    /// <param name="scores">The scores of all ids.</param>
    /// <param name="candidates">The ids to choose from, ascending; empty for all.</param>
    /// <param name="count">How many to take at most.</param>
    internal static ScoredId[] Best(ReadOnlySpan<float> scores, ReadOnlySpan<int> candidates, int count)
    {
        var best = new ScoredId[Math.Min(count, candidates.IsEmpty ? scores.Length : candidates.Length)];
        var found = 0;
        for (var i = 0; i < (candidates.IsEmpty ? scores.Length : candidates.Length); i++)
        {
            var id = candidates.IsEmpty ? i : candidates[i];
            var score = scores[id];
            if (found == best.Length && !(score > best[^1].Score))
            {
                continue;
            }

            // Only a higher score overtakes, so that equals keep the order of their ids.
            var place = found < best.Length ? found++ : found - 1;
            for (; place > 0 && score > best[place - 1].Score; place--)
            {
                best[place] = best[place - 1];
            }

            best[place] = new ScoredId(id, score);
        }

        return best;
    }
}
