using Klue.Bench.Workloads;

namespace Klue.Bench.Peers.Tokenizers;

/// <summary>FastBertTokenizer: ids and attention mask into the caller's memory.</summary>
internal sealed class FastBertIds(FastBertTokenizer.BertTokenizer tokenizer, TextSample sample, int capacity) : ITokenizerWorker
{
    private readonly long[] _ids = new long[capacity];
    private readonly long[] _mask = new long[capacity];
    private int _count;

    public int Encode(int text) => _count = tokenizer.Encode(sample.Texts[text], _ids, _mask);

    public int[] Ids() => Array.ConvertAll(_ids[.._count], id => (int)id);
}
