using System.Text;
using Klue.Tokenizer.Normalization;
using Klue.Tokenizer.Text;

namespace Klue.Tokenizer;

/// <content>A look at what the normaliser makes of a text.</content>
public sealed partial class BertTokenizer
{
    /// <summary>
    /// The text as words are looked for in it: cleaned, ideographs spaced, accents stripped and case lowered as the options say. Added
    /// tokens are treated as any text.
    /// </summary>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = new StringBuilder(text.Length);
        var reader = new NormalizedReader<Utf16, char>(text, 0, _normalizer, stops: null);
        Span<char> units = stackalloc char[2];
        while (reader.TryRead(out var scalar))
        {
            normalized.Append(units[..new Rune(scalar.Value).EncodeToUtf16(units)]);
        }

        return normalized.ToString();
    }
}
