using Klue.Bench.Peers.Workloads;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Bench.Peers.Engines;

/// <summary>Klue itself.</summary>
internal sealed class KlueEngine(string name, Precision precision, BertModel model, BertOutput output, int threads) : IEngine
{
    /// <summary>The name on the command line and in tables, of the form with float32 weights.</summary>
    public const string EngineName = "klue";

    private readonly ForwardOptions _options = new() { Kernels = new KernelOptions { MaxDegreeOfParallelism = threads } };

    public string Name => name;

    public Precision Precision => precision;

    public IEnumerable<Batching> Batchings(IReadOnlyList<int[]> texts) => [Batching.Ragged];

    public IEngineRun Prepare(IReadOnlyList<int[]> texts, Batching batching)
    {
        var batch = new TokenBatch(model.Config);
        foreach (var text in texts)
        {
            batch.Add(text);
        }

        return output switch
        {
            BertOutput.Pooled => new KlueRun(
                model.Config.HiddenSize,
                [.. Enumerable.Range(0, texts.Count).Select(text => batch.RowOf(text, 0))],
                batch,
                values => model.Pool(batch, values, _options)),
            BertOutput.VocabularyLogits => PredictMasks(batch),
            _ => new KlueRun(
                model.Config.HiddenSize,
                [.. Enumerable.Range(0, batch.RowCount)],
                batch,
                values => model.Forward(batch, values, _options)),
        };
    }

    public void Dispose()
    {
        // The model is the caller's: it serves every number of threads.
    }

    private KlueRun PredictMasks(TokenBatch batch)
    {
        var ids = batch.InputIds.ToArray();
        int[] rows = [.. Enumerable.Range(0, ids.Length).Where(row => ids[row] == MaskedWord.Id)];
        return new KlueRun(model.Config.VocabSize, rows, batch, values => model.MaskedLanguageModelLogits(batch, rows, values, _options));
    }
}
