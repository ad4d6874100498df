using Klue.Bench.Peers.Engines;

namespace Klue.Bench.Peers.Tasks;

/// <summary>A run that goes on to choose the words with the highest logits.</summary>
internal sealed class BestWordsRun(IEngineRun logits, IReadOnlyList<(int Text, int Token)> masks) : IEngineRun
{
    private const int WordCount = 5;

    /// <summary>The ids that the last run chose for each mask, the likeliest first.</summary>
    public int[][] Words { get; } = [.. masks.Select(_ => new int[WordCount])];

    public void Run()
    {
        logits.Run();
        for (var mask = 0; mask < masks.Count; mask++)
        {
            Choose(logits.Output(masks[mask].Text, masks[mask].Token), Words[mask]);
        }
    }

    public ReadOnlySpan<float> Output(int text, int token) => logits.Output(text, token);

    public void Dispose() => logits.Dispose();

    private static void Choose(ReadOnlySpan<float> scores, Span<int> best)
    {
        var found = 0;
        for (var id = 0; id < scores.Length; id++)
        {
            if (found == best.Length && scores[id] <= scores[best[^1]])
            {
                continue;
            }

            var place = found < best.Length ? found++ : found - 1;
            for (; place > 0 && scores[id] > scores[best[place - 1]]; place--)
            {
                best[place] = best[place - 1];
            }

            best[place] = id;
        }
    }
}
