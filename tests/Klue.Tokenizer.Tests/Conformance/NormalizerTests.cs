using System.Text.Json;

namespace Klue.Tokenizer.Tests.Conformance;

[Trait(Klue.Tests.Conformance.Trait, Klue.Tests.Conformance.Category)]
public class NormalizerTests
{
    [Fact]
    public void Every_normalizer_setting_gives_the_tokens_of_hugging_face()
    {
        var vocabulary = Vocabulary.Load(Klue.Tests.Conformance.Path("tokenizer", "klue-bert-base", "vocab.txt"));
        var tokenizers = new Dictionary<string, BertTokenizer>();
        foreach (var (line, row) in JsonRows.Read("normalizer.jsonl"))
        {
            var settings = row.GetProperty("normalizer");
            if (!tokenizers.TryGetValue(settings.GetRawText(), out var tokenizer))
            {
                tokenizer = BertTokenizer.FromVocabulary(vocabulary, ReadSettings(settings));
                tokenizers.Add(settings.GetRawText(), tokenizer);
            }

            var text = row.GetProperty("text").GetString()!;
            var encoding = tokenizer.Encode(text).InCodePoints(text);
            var place = $"normalizer.jsonl, line {line}";
            Assert.True(row.Ints("ids").SequenceEqual(encoding.Ids), place);
            Assert.True(row.Strings("tokens").SequenceEqual(encoding.Tokens), place);
            Assert.True(row.NullableInts("word_ids").SequenceEqual(encoding.WordIds), place);
            Assert.True(row.Offsets("offsets").SequenceEqual(encoding.Offsets),
                $"{place}: {string.Join(' ', row.Offsets("offsets"))} / {string.Join(' ', encoding.Offsets)}");
        }
    }

    private static BertTokenizerOptions ReadSettings(JsonElement settings)
    {
        return new BertTokenizerOptions
        {
            CleanText = Setting("clean_text") ?? true,
            HandleChineseChars = Setting("handle_chinese_chars") ?? true,
            Lowercase = Setting("lowercase") ?? false,
            StripAccents = Setting("strip_accents"),
        };

        bool? Setting(string name) =>
            settings.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetBoolean() : null;
    }
}
