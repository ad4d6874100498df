using System.Text;
using Klue.Tokenizer;

namespace Klue.Bench.Workloads;

/// <summary>
/// Sentences of pieces of a vocabulary: words of one to four pieces, few of them often and most of them seldom, as in
/// real text; the same for the same seed.
/// </summary>
internal sealed class RandomText
{
    private const string Continuation = "##";
    private const int ShortestSentence = 3;
    private const int LongestSentence = 25;
    private const double FurtherPiece = 0.45;
    private const int MostFurtherPieces = 3;

    private readonly Random _random;
    private readonly string[] _beginnings;
    private readonly string[] _continuations;

    public RandomText(Vocabulary vocabulary, int seed)
    {
        _random = new Random(seed);
        var pieces = vocabulary.OfType<string>().ToLookup(piece => piece.StartsWith(Continuation, StringComparison.Ordinal));
        _beginnings = [.. pieces[false].Where(IsWord)];
        _continuations = [.. pieces[true].Select(piece => piece[Continuation.Length..]).Where(IsWord)];
    }

    /// <summary>Makes so many sentences.</summary>
    public IEnumerable<string> Sentences(int count) => Enumerable.Range(0, count).Select(_ => Sentence());

    // Letters alone: no [CLS] in brackets, no punctuation, which is a word for itself.
    private static bool IsWord(string piece) => piece.Length > 0 && piece.All(char.IsLetter);

    private string Sentence()
    {
        var sentence = new StringBuilder();
        for (var word = _random.Next(ShortestSentence, LongestSentence + 1); word > 0; word--)
        {
            sentence.Append(Pick(_beginnings));
            for (var further = 0; further < MostFurtherPieces && _random.NextDouble() < FurtherPiece; further++)
            {
                sentence.Append(Pick(_continuations));
            }

            sentence.Append(word > 1 ? ' ' : '.');
        }

        return sentence.ToString();
    }

    // Zipf's law: the logarithm of the rank is about uniform. A vocabulary has its frequent pieces at no known place.
    private string Pick(string[] pieces)
    {
        var rank = (int)Math.Pow(pieces.Length, _random.NextDouble()) - 1;
        return pieces[(int)(rank * 7919L % pieces.Length)];
    }
}
