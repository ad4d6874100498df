using Klue.Bench.Peers.Engines;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Workloads;
using Klue.Configuration;

namespace Klue.Bench.Peers.Tasks;

/// <summary>The five likeliest words in the place of each text's one mask.</summary>
internal sealed class FillMaskTask : EncoderTask
{
    public override BertOutput Output => BertOutput.VocabularyLogits;

    public override IReadOnlyList<int[]> Texts(BatchShape shape, BertConfig config)
    {
        var texts = base.Texts(shape, config);
        foreach (var text in texts)
        {
            text[PlaceOfMask(text)] = MaskedWord.Id;
        }

        return texts;
    }

    public override IEnumerable<(int Text, int Token)> OutputsOf(IReadOnlyList<int[]> texts) =>
        texts.Select((ids, text) => (text, PlaceOfMask(ids)));

    public override IEngineRun Prepare(IEngine engine, IReadOnlyList<int[]> texts, Batching batching) =>
        new BestWordsRun(base.Prepare(engine, texts, batching), [.. OutputsOf(texts)]);

    public override string? Difference(IEngineRun klue, IEngineRun other)
    {
        var words = ((BestWordsRun)klue).Words.Zip(((BestWordsRun)other).Words, (expected, found) => (Expected: expected, Found: found));
        return words.Where(pair => !pair.Found.SequenceEqual(pair.Expected))
            .Select(pair => $"it chooses the words {string.Join(", ", pair.Found)}; expected {string.Join(", ", pair.Expected)}")
            .FirstOrDefault();
    }

    private static int PlaceOfMask(int[] ids) => ids.Length / 2;
}
