using Klue.Bench.Workloads;
using Klue.Tokenizer;

namespace Klue.Bench.Peers.Tokenizers;

/// <summary>Klue: an object with everything that Hugging Face's has.</summary>
internal sealed class KlueEncodings(BertTokenizer tokenizer, TextSample sample) : ITokenizerWorker
{
    private Encoding? _encoding;

    public int Encode(int text)
    {
        _encoding = tokenizer.Encode(sample.Texts[text]);
        return _encoding.Count;
    }

    public int[] Ids() => [.. _encoding!.Ids];
}
