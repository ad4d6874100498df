using Microsoft.ML.Tokenizers;
using BertTokenizer = Klue.Tokenizer.BertTokenizer;

namespace Klue.Extensions.MLTokenizers;

/// <summary>Shows the text in which a tokenizer looks for words.</summary>
internal sealed class BertTextNormalizer(BertTokenizer tokenizer) : Normalizer
{
    /// <inheritdoc/>
    public override string Normalize(string original) => tokenizer.Normalize(original);

    /// <inheritdoc/>
    public override string Normalize(ReadOnlySpan<char> original) => tokenizer.Normalize(original.ToString());
}
