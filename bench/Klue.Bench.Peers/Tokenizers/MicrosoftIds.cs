using Klue.Bench.Workloads;

namespace Klue.Bench.Peers.Tokenizers;

/// <summary>Microsoft.ML.Tokenizers: ids as a list.</summary>
internal sealed class MicrosoftIds(Microsoft.ML.Tokenizers.BertTokenizer tokenizer, TextSample sample) : ITokenizerWorker
{
    private IReadOnlyList<int> _ids = [];

    public int Encode(int text)
    {
        _ids = tokenizer.EncodeToIds(sample.Texts[text], addSpecialTokens: true);
        return _ids.Count;
    }

    public int[] Ids() => [.. _ids];
}
