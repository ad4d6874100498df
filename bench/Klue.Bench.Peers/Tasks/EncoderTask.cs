using Klue.Bench.Peers.Engines;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Workloads;
using Klue.Configuration;

namespace Klue.Bench.Peers.Tasks;

/// <summary>What engines are to do with texts.</summary>
internal abstract class EncoderTask
{
    /// <summary>What is computed.</summary>
    public abstract BertOutput Output { get; }

    /// <summary>The ids of texts of a shape.</summary>
    public virtual IReadOnlyList<int[]> Texts(BatchShape shape, BertConfig config) => RandomBatch.Ids(shape.Lengths, config.VocabSize);

    /// <summary>The tokens whose outputs are read, and so must agree.</summary>
    public abstract IEnumerable<(int Text, int Token)> OutputsOf(IReadOnlyList<int[]> texts);

    /// <summary>Prepares all that is timed.</summary>
    public virtual IEngineRun Prepare(IEngine engine, IReadOnlyList<int[]> texts, Batching batching) => engine.Prepare(texts, batching);

    /// <summary>What the caller gets of one run and not of the other, where their numbers agree; null where there is nothing.</summary>
    public virtual string? Difference(IEngineRun klue, IEngineRun other) => null;
}
