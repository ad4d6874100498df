namespace Klue.Tokenizer.Tests;

public sealed class LoadingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("klue-tokenizer-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_vocabulary_without_a_config_is_cased()
    {
        WriteVocabulary();
        var tokenizer = BertTokenizer.Load(_folder.FullName);
        Assert.Equal("M", tokenizer.Pieces("M"));
        Assert.Null(tokenizer.ModelMaxLength);
        Assert.Equal([0, 1, 2, 3, 4], [tokenizer.PadId, tokenizer.UnkId, tokenizer.ClsId, tokenizer.SepId, tokenizer.MaskId]);
    }

    [Theory]
    [InlineData("{}", "[UNK]", null)]
    [InlineData("""{"do_lower_case":true}""", "[UNK]", null)]
    [InlineData("""{"do_lower_case":false,"model_max_length":512}""", "M", 512)]
    [InlineData("""{"do_lower_case":false,"model_max_length":1000000000000000019884624838656}""", "M", null)]
    public void The_config_says_case_and_length(string config, string piece, int? length)
    {
        WriteVocabulary();
        Write("tokenizer_config.json", config);
        var tokenizer = BertTokenizer.Load(_folder.FullName);
        Assert.Equal(piece, tokenizer.Pieces("M"));
        Assert.Equal(length, tokenizer.ModelMaxLength);
    }

    [Fact]
    public void The_config_overrules_the_tokenizer_file()
    {
        Write("tokenizer.json", SampleJson.Write());
        Write("tokenizer_config.json", """{"do_lower_case":true,"strip_accents":false,"cls_token":{"content":"[SEP]"}}""");
        var tokenizer = BertTokenizer.Load(_folder.FullName);
        Assert.Equal("x", tokenizer.Pieces("X"));
        Assert.Equal(3, tokenizer.ClsId);
        Assert.False(tokenizer.Options.StripAccents);
    }

    [Fact]
    public void Added_tokens_of_the_config_and_the_map_are_found()
    {
        WriteVocabulary();
        Write("tokenizer_config.json", """
            {"do_lower_case":false,"added_tokens_decoder":{"30":
            {"content":"<a>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}}}
            """);
        Write("special_tokens_map.json", """{"additional_special_tokens":["<a>",{"content":"<b>"}]}""");
        var tokenizer = BertTokenizer.Load(_folder.FullName);
        Assert.Equal("<a> <b>", tokenizer.Pieces("<a><b>"));
        Assert.Equal(31, tokenizer.Vocabulary.IdOf("<b>"));
    }

    [Fact]
    public void The_template_comes_from_the_tokenizer_file()
    {
        var tokenizer = BertTokenizer.FromJson(Utf8(SampleJson.Write()));
        Assert.Equal("나 [SEP] 밥", tokenizer.EncodePair("나", "밥").Line());
        Assert.Equal([0, 0, 0], tokenizer.EncodePair("나", "밥").TypeIds);
        Assert.Equal(1, tokenizer.SpecialTokenCount(pair: true));
        const string Older = """{"type":"BertProcessing","sep":["[SEP]",3],"cls":["[CLS]",2]}""";
        tokenizer = BertTokenizer.FromJson(Utf8(SampleJson.Write(template: Older)));
        Assert.Equal("[CLS] 나 [SEP] 밥 [SEP]", tokenizer.EncodePair("나", "밥").Line());
        tokenizer = BertTokenizer.FromJson(Utf8(SampleJson.Write(template: "null")));
        Assert.Equal([0, 1], tokenizer.EncodePair("나", "밥").TypeIds);
    }

    [Fact]
    public void A_template_without_ids_is_refused() =>
        Assert.Equal("post_processor.sep", Assert.Throws<TokenizerFormatException>(() => BertTokenizer.FromJson(
            Utf8(SampleJson.Write(template: """{"type":"BertProcessing","sep":["[SEP]"],"cls":["[CLS]",2]}""")))).Place);

    [Fact]
    public void A_folder_without_a_tokenizer_says_so()
    {
        var error = Assert.Throws<TokenizerException>(() => BertTokenizer.Load(_folder.FullName));
        Assert.Contains(_folder.FullName, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[PAD]\n\n[UNK]\n", "line 2", "nothing")]
    [InlineData("[PAD]\na\n[PAD]\n", "line 3", "'[PAD]', which line 1 has")]
    [InlineData("", "line 1", "the end of the file")]
    [InlineData("[PAD]\n[UNK]\n", null, "no such token")]
    public void A_bad_vocabulary_names_the_line(string text, string? place, string found)
    {
        Write("vocab.txt", text);
        var error = Assert.Throws<TokenizerFormatException>(() => BertTokenizer.Load(_folder.FullName));
        Assert.EndsWith("vocab.txt", error.File, StringComparison.Ordinal);
        Assert.Equal(place, error.Place);
        Assert.Equal(found, error.Found);
    }

    [Fact]
    public void A_vocabulary_has_to_be_utf8()
    {
        var error = Assert.Throws<TokenizerFormatException>(() => Vocabulary.Parse([(byte)'a', (byte)'\n', 0xB0, 0xA1]));
        Assert.Equal("line 2", error.Place);
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("[]", null)]
    [InlineData("""{"do_lower_case":"no"}""", "do_lower_case")]
    [InlineData("""{"model_max_length":-1}""", "model_max_length")]
    [InlineData("""{"added_tokens_decoder":{"x":{}}}""", "added_tokens_decoder.x")]
    public void A_bad_config_names_the_element(string config, string? place)
    {
        WriteVocabulary();
        Write("tokenizer_config.json", config);
        var error = Assert.Throws<TokenizerFormatException>(() => BertTokenizer.Load(_folder.FullName));
        Assert.EndsWith("tokenizer_config.json", error.File, StringComparison.Ordinal);
        Assert.Equal(place, error.Place);
    }

    [Fact]
    public void Other_tokenizers_are_refused_by_name()
    {
        Refused("pre_tokenizer", SampleJson.Write(preTokenizer: """{"type":"Metaspace"}"""));
        Refused("normalizer", SampleJson.Write(normalizer: """{"type":"NFKC"}"""));
        Refused("decoder", SampleJson.Write(decoder: """{"type":"BPEDecoder"}"""));
        Refused("post_processor", SampleJson.Write(template: """{"type":"RobertaProcessing"}"""));
        Refused("model", SampleJson.Write(model: """{"type":"BPE"}"""));
        WriteVocabulary();
        Write("tokenizer_config.json", """{"tokenizer_class":"T5Tokenizer"}""");
        Assert.Equal("tokenizer_class", Assert.Throws<UnsupportedTokenizerException>(() => BertTokenizer.Load(_folder.FullName)).Component);

        static void Refused(string component, string json) => Assert.Equal(
            component, Assert.Throws<UnsupportedTokenizerException>(() => BertTokenizer.FromJson(Utf8(json))).Component);
    }

    [Theory]
    [InlineData(""" "unk_token":"[UNK]","vocab":{"a":0,"b":0} """, "model.vocab.b")]
    [InlineData(""" "unk_token":"[UNK]","vocab":{"a":-1} """, "model.vocab.a")]
    [InlineData(""" "unk_token":"[UNK]","vocab":{ "\"" : 0 , "a" : 1.5 } """, "model.vocab.a")]
    [InlineData(""" "unk_token":"[UNK]","vocab":{"a":10000000000} """, "model.vocab.a")]
    [InlineData(""" "unk_token":"[UNK]","vocab":{"a":{"}":0}} """, "model.vocab.a")]
    [InlineData(""" "unk_token":"[UNK]","vocab":{"\ud800":1} """, "model.vocab")]
    [InlineData(""" "unk_token":"[UNK]","vocab":{"\ud800":1.5} """, "model.vocab")]
    [InlineData(""" "unk_token":"[UNK]" """, "model.vocab")]
    [InlineData(""" "unk_token":"\ud800" """, "model.unk_token")]
    [InlineData(""" "vocab":{} """, "model.unk_token")]
    public void A_bad_tokenizer_file_names_the_element(string model, string place)
    {
        var json = SampleJson.Write(model: $$"""{"type":"WordPiece","continuing_subword_prefix":"##","max_input_chars_per_word":100,{{model}}}""");
        var error = Assert.Throws<TokenizerFormatException>(() => BertTokenizer.FromJson(Utf8(json)));
        Assert.Equal(place, error.Place);
    }

    [Fact]
    public void A_tokenizer_file_has_to_be_utf8()
    {
        var json = Utf8(SampleJson.Write());
        json[json.AsSpan().IndexOf("PAD"u8)] = 0xFF;
        Assert.Equal("UTF-8", Assert.Throws<TokenizerFormatException>(() => BertTokenizer.FromJson(json)).Expected);
    }

    private void WriteVocabulary() => Write("vocab.txt", string.Join('\n', Samples.Vocabulary) + "\n");

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.FullName, file), text);

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
