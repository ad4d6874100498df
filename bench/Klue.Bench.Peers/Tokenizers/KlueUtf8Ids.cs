using Klue.Bench.Workloads;
using Klue.Tokenizer;

namespace Klue.Bench.Peers.Tokenizers;

/// <summary>Klue: ids of UTF-8 into the caller's memory.</summary>
internal sealed class KlueUtf8Ids(BertTokenizer tokenizer, TextSample sample, int capacity) : ITokenizerWorker
{
    private readonly int[] _ids = new int[capacity];
    private int _count;

    public int Encode(int text) => _count = tokenizer.EncodeToIds(sample.Utf8Texts[text].AsSpan(), _ids, out _);

    public int[] Ids() => _ids[.._count];
}
