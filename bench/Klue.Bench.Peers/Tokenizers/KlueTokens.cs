using Klue.Bench.Workloads;
using Klue.Tokenizer;

namespace Klue.Bench.Peers.Tokenizers;

/// <summary>Klue: ids with offsets and words into the caller's memory.</summary>
internal sealed class KlueTokens(BertTokenizer tokenizer, TextSample sample, int capacity) : ITokenizerWorker
{
    private readonly Token[] _tokens = new Token[capacity];
    private int _count;

    public int Encode(int text) => _count = tokenizer.EncodeToTokens(sample.Texts[text].AsSpan(), _tokens, out _);

    public int[] Ids() => [tokenizer.ClsId, .. _tokens[.._count].Select(token => token.Id), tokenizer.SepId];
}
