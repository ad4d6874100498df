namespace Klue.Tokenizer.Tests;

public sealed class SavingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("klue-tokenizer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_saved_tokenizer_loads_back_the_same(bool withTokenizerFile)
    {
        BertTokenizer[] originals =
            [Samples.Tokenizer, Texts.Tokenizers[1], Texts.Tokenizers[3], Samples.Tokenizer.WithSpecialTokens(["<x>"])];
        foreach (var original in originals)
        {
            original.Save(_folder.FullName);
            if (!withTokenizerFile)
            {
                File.Delete(Path.Combine(_folder.FullName, "tokenizer.json"));
            }

            AssertSame(original, BertTokenizer.Load(_folder.FullName));
        }
    }

    [Fact]
    public void Added_tokens_templates_and_lengths_are_saved()
    {
        var original = Texts.Tokenizers[^1];
        original.Save(_folder.FullName);
        AssertSame(original, BertTokenizer.Load(_folder.FullName));

        File.WriteAllText(Path.Combine(_folder.FullName, "tokenizer_config.json"), """{"do_lower_case":false,"model_max_length":77}""");
        var limited = BertTokenizer.Load(_folder.FullName);
        limited.Save(_folder.FullName);
        Assert.Equal(77, BertTokenizer.Load(_folder.FullName).ModelMaxLength);
    }

    [Fact]
    public void A_vocabulary_with_gaps_cannot_be_a_vocab_txt()
    {
        var json = SampleJson.Write(model:
            """
            {"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
            "vocab":{"[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3,"[MASK]":4,"a":6}}
            """);
        var tokenizer = BertTokenizer.FromJson(System.Text.Encoding.UTF8.GetBytes(json));
        var error = Assert.Throws<TokenizerException>(() => tokenizer.Save(_folder.FullName));
        Assert.Contains("id 5", error.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(BertTokenizer expected, BertTokenizer found)
    {
        const string Text = "나는 <x>밥을</x> É É中e 中 [MASK] <z> <y>  😀 Xabcd";
        Assert.Equal(expected.Vocabulary, found.Vocabulary);
        Assert.Equal(expected.Options, found.Options);
        Assert.Equal(expected.AddedTokens.OrderBy(token => token.Id), found.AddedTokens.OrderBy(token => token.Id));
        Assert.Equal(expected.EncodePair(Text, Text).Ids, found.EncodePair(Text, Text).Ids);
        Assert.Equal(expected.EncodePair(Text, Text).TypeIds, found.EncodePair(Text, Text).TypeIds);
        Assert.Equal(expected.Encode(Text).Offsets, found.Encode(Text).Offsets);
    }
}
