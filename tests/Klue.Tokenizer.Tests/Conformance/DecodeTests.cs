namespace Klue.Tokenizer.Tests.Conformance;

[Trait(Klue.Tests.Conformance.Trait, Klue.Tests.Conformance.Category)]
public class DecodeTests
{
    [Fact]
    public void Every_decoding_equals_that_of_hugging_face()
    {
        var tokenizer = JsonRows.LoadTokenizer();
        foreach (var (line, row) in JsonRows.Read("decode.jsonl"))
        {
            var ids = row.Ints("ids");
            var place = $"decode.jsonl, line {line}: ";
            Assert.Equal(place + row.GetProperty("decoded").GetString(), place + tokenizer.Decode(ids));
            Assert.Equal(
                place + row.GetProperty("decoded_skip_special").GetString(), place + tokenizer.Decode(ids, skipSpecialTokens: true));
        }
    }
}
