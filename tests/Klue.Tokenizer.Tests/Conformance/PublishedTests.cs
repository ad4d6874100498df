namespace Klue.Tokenizer.Tests.Conformance;

[Trait(Klue.Tests.Conformance.Trait, Klue.Tests.Conformance.Category)]
public class PublishedTests
{
    [Fact]
    public void Published_encodings_come_out()
    {
        var bert = JsonRows.LoadTokenizer();
        var roberta = BertTokenizer.FromVocabulary(InRobertaOrder(bert.Vocabulary));
        foreach (var (line, row) in JsonRows.Read("published-pairs.jsonl"))
        {
            var tokenizer = row.GetProperty("model").GetString()!.Contains("roberta", StringComparison.Ordinal) ? roberta : bert;
            var text = row.GetProperty("text").GetString()!;
            var encoding = row.GetProperty("pair").GetString() is { } pair ? tokenizer.EncodePair(text, pair) : tokenizer.Encode(text);
            Assert.True(row.Ints("ids").SequenceEqual(encoding.Ids), $"published-pairs.jsonl, line {line}: ids");
            Assert.True(row.Strings("tokens").SequenceEqual(encoding.Tokens), $"published-pairs.jsonl, line {line}: tokens");
        }
    }

    [Fact]
    public void Lone_surrogates_are_read_as_replacement_characters()
    {
        var tokenizer = JsonRows.LoadTokenizer();
        foreach (var (line, row) in JsonRows.Read("lone-surrogates.jsonl"))
        {
            var text = string.Concat(row.Ints("utf16").Select(unit => (char)unit));
            var encoding = tokenizer.Encode(text);
            Assert.True(row.Ints("ids").SequenceEqual(encoding.Ids), $"lone-surrogates.jsonl, line {line}: ids");
            Assert.True(row.Strings("tokens").SequenceEqual(encoding.Tokens), $"lone-surrogates.jsonl, line {line}: tokens");
            Assert.True(
                row.Offsets("offsets").SequenceEqual(encoding.InCodePoints(text).Offsets), $"lone-surrogates.jsonl, line {line}: offsets");
        }
    }

    /// <summary>klue/roberta-* has KLUE's vocabulary with the special tokens in another order: [CLS] [PAD] [SEP] [UNK] [MASK].</summary>
    private static Vocabulary InRobertaOrder(Vocabulary vocabulary) =>
        new((string[])["[CLS]", "[PAD]", "[SEP]", "[UNK]", "[MASK]", .. vocabulary.Skip(5).Select(token => token!)]);
}
