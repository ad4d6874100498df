using Klue.Bench.Peers.Workloads;

namespace Klue.Bench.Peers.Tasks;

/// <summary>What a classifier reads of each text: the pooler's output of its first token.</summary>
internal sealed class ClassificationTask : EncoderTask
{
    public override BertOutput Output => BertOutput.Pooled;

    public override IEnumerable<(int Text, int Token)> OutputsOf(IReadOnlyList<int[]> texts) => texts.Select((_, text) => (text, 0));
}
