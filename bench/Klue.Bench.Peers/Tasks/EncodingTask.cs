using Klue.Bench.Peers.Workloads;

namespace Klue.Bench.Peers.Tasks;

/// <summary>The last hidden state of every token.</summary>
internal sealed class EncodingTask : EncoderTask
{
    public override BertOutput Output => BertOutput.HiddenStates;

    public override IEnumerable<(int Text, int Token)> OutputsOf(IReadOnlyList<int[]> texts) =>
        texts.SelectMany((ids, text) => ids.Select((_, token) => (text, token)));
}
