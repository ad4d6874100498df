using BenchmarkDotNet.Attributes;
using Klue.Bench.Workloads;
using Klue.Tokenizer;

namespace Klue.Bench.Micro;

/// <summary>One sentence to tokens, with the vocabulary of klue-mini.</summary>
[MemoryDiagnoser]
public class WordPieceBenchmarks
{
    private const string Text = "배우들의 연기가 정말 좋았고 마지막 장면은 오래 기억에 남을 것 같다.";

    private readonly BertTokenizer _tokenizer = BertTokenizer.Load(EmbeddedVocabulary.Folder);
    private readonly int[] _ids = new int[128];
    private readonly Token[] _tokens = new Token[128];
    private readonly byte[] _utf8 = System.Text.Encoding.UTF8.GetBytes(Text);

    /// <summary>Ids into the caller's memory.</summary>
    [Benchmark(Baseline = true)]
    public int Ids() => _tokenizer.EncodeToIds(Text, _ids, out _);

    /// <summary>The same from UTF-8.</summary>
    [Benchmark]
    public int IdsOfUtf8() => _tokenizer.EncodeToIds(_utf8, _ids, out _);

    /// <summary>Ids, offsets and words into the caller's memory.</summary>
    [Benchmark]
    public int Tokens() => _tokenizer.EncodeToTokens(Text, _tokens, out _);

    /// <summary>An object with everything.</summary>
    [Benchmark]
    public Tokenizer.Encoding Encode() => _tokenizer.Encode(Text);
}
