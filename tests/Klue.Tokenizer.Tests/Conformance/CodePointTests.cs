using System.Globalization;

namespace Klue.Tokenizer.Tests.Conformance;

[Trait(Klue.Tests.Conformance.Trait, Klue.Tests.Conformance.Category)]
public class CodePointTests
{
    [Fact]
    public void Every_scalar_is_read_as_hugging_face_reads_it_alone_and_inside_a_word()
    {
        var tokenizer = JsonRows.LoadTokenizer();
        var tokens = new Token[16];
        foreach (var line in File.ReadLines(Klue.Tests.Conformance.Path("tokenizer", "codepoints.tsv")).Where(line => line[0] != '#'))
        {
            var row = line.Split('\t');
            var (cleaning, boundary) = (row[2], row[3]);
            for (var scalar = Scalar(row[0]); scalar <= Scalar(row[1]); scalar++)
            {
                var text = char.ConvertFromUtf32(scalar);
                var alone = cleaning is "removed" or "space" ? "" : text;
                Assert.True(alone == Words(tokenizer, text, tokens), $"U+{scalar:X4} alone");

                var inside = cleaning switch
                {
                    "removed" => $"가{text}나",
                    "space" => "가|나",
                    "cjk" => $"가|{text}|나",
                    _ => boundary == "punct" ? $"가|{text}|나" : $"가{text}나",
                };
                Assert.True(inside == Words(tokenizer, $"가{text}나", tokens), $"U+{scalar:X4} inside a word");
            }
        }
    }

    /// <summary>The words that a text is cut into, as their tokens' offsets show them.</summary>
    private static string Words(BertTokenizer tokenizer, string text, Token[] buffer)
    {
        var count = tokenizer.EncodeToTokens(text, buffer, out var consumed);
        Assert.Equal(text.Length, consumed);
        var words = buffer[..count].GroupBy(token => token.Word).Select(word => text[word.First().Start..word.Last().End]);
        return string.Join('|', words);
    }

    private static int Scalar(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
