using Klue.Tokenizer;

namespace Klue.Server.Http;

/// <summary>A text, or the ids of its tokens.</summary>
internal readonly record struct TextOrIds(string? Text, int[]? Ids)
{
    /// <summary>
    /// The text; of ids, what they decode to without special tokens: text-embeddings-inference decodes ids too, and a text that is
    /// encoded again gets the special tokens that belong to it.
    /// </summary>
    /// <exception cref="Errors.RequestException">An id is outside the vocabulary.</exception>
    public string ToText(BertTokenizer tokenizer)
    {
        if (Text is not null)
        {
            return Text;
        }

        TokenIds.Check(Ids!, tokenizer);
        return tokenizer.Decode(Ids!, skipSpecialTokens: true);
    }
}
