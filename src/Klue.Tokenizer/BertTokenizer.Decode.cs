using System.Buffers;
using System.Text;
using Klue.Tokenizer.WordPiece;

namespace Klue.Tokenizer;

/// <content>Decoding: from ids back to text.</content>
public sealed partial class BertTokenizer
{
    private static readonly (string Spaced, string Tight)[] CleanUps =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"),
        (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    private static readonly SearchValues<string> CleanUpTriggers =
        SearchValues.Create([.. CleanUps.Select(cleanUp => cleanUp.Spaced)], StringComparison.Ordinal);

    /// <summary>
    /// The text of a sequence of ids: pieces joined, a space before each that continues no word. Not always the text that was
    /// encoded: white space, removed characters and unknown words are gone.
    /// </summary>
    /// <param name="ids">Ids of the vocabulary.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <param name="cleanUp">Whether spaces before punctuation and English contractions go; null for what tokenizer.json says.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    /// <remarks>Hugging Face tokenizers 0.13, <c>decoders/wordpiece.rs</c>: the clean-up sees one token and the space before it.</remarks>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = false, bool? cleanUp = null)
    {
        var text = new StringBuilder();
        var cleans = cleanUp ?? _definition.CleanUp;
        var isFirst = true;
        foreach (var id in ids)
        {
            var token = Vocabulary[id] ?? throw new ArgumentOutOfRangeException(nameof(ids), id, "The vocabulary leaves this id out.");
            if (!skipSpecialTokens || !_specialIds.Contains(id))
            {
                Append(text, token, isFirst, cleans);
                isFirst = false;
            }
        }

        return text.ToString();
    }

    /// <summary>The text of a sequence of pieces that need not be in the vocabulary, put together as <see cref="Decode"/> does it.</summary>
    /// <param name="tokens">Pieces, those that continue a word with their ##.</param>
    /// <param name="cleanUp">Whether spaces before punctuation and English contractions go; null for what tokenizer.json says.</param>
    public string JoinTokens(IEnumerable<string> tokens, bool? cleanUp = null)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var text = new StringBuilder();
        var cleans = cleanUp ?? _definition.CleanUp;
        var isFirst = true;
        foreach (var token in tokens)
        {
            Append(text, token, isFirst, cleans);
            isFirst = false;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string token, bool isFirst, bool cleans)
    {
        if (!isFirst)
        {
            token = token.StartsWith(WordPieceTrie.ContinuationPrefix, StringComparison.Ordinal)
                ? token[WordPieceTrie.ContinuationPrefix.Length..]
                : " " + token;
        }

        text.Append(cleans ? CleanUp(token) : token);
    }

    private static string CleanUp(string token)
    {
        if (!token.AsSpan().ContainsAny(CleanUpTriggers))
        {
            return token;
        }

        foreach (var (spaced, tight) in CleanUps)
        {
            token = token.Replace(spaced, tight, StringComparison.Ordinal);
        }

        return token;
    }
}
