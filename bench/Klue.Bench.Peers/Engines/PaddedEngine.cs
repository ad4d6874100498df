using Klue.Bench.Peers.Workloads;

namespace Klue.Bench.Peers.Engines;

/// <summary>An engine that takes rectangles of ids.</summary>
internal abstract class PaddedEngine(string name, Precision precision, OutputSize size) : IEngine
{
    public string Name => name;

    public Precision Precision => precision;

    /// <summary>What is computed.</summary>
    protected OutputSize Size => size;

    /// <summary>Whether rows may be filled up.</summary>
    protected abstract bool TakesPadding { get; }

    public IEnumerable<Batching> Batchings(IReadOnlyList<int[]> texts)
    {
        Batching[] all = texts.Any(text => text.Length != texts[0].Length)
            ? [Batching.Padded, Batching.SortedEights, Batching.Singles]
            : [Batching.Padded];
        return all.Where(batching => TakesPadding || !PaddedBatch.Plan(texts, batching).Any(batch => batch.IsPadded));
    }

    public IEngineRun Prepare(IReadOnlyList<int[]> texts, Batching batching) =>
        new PaddedRun([.. PaddedBatch.Plan(texts, batching).Select(batch => (batch, Prepare(batch)))], Size);

    public abstract void Dispose();

    /// <summary>Makes the inputs of one rectangle.</summary>
    protected abstract IBatchRun Prepare(PaddedBatch batch);
}
