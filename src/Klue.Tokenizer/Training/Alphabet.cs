using System.Runtime.InteropServices;
using System.Text;

namespace Klue.Tokenizer.Training;

/// <summary>The characters of a corpus, without the rarest where there is a limit.</summary>
internal sealed class Alphabet
{
    public Alphabet(WordCounts words, int? limit)
    {
        var counts = new Dictionary<Rune, long>();
        foreach (var (word, count) in words.Words)
        {
            foreach (var (character, _) in TrainingWord.CharactersOf(word))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, character, out _) += count;
            }
        }

        DroppedCount = Math.Max(0, counts.Count - (limit ?? counts.Count));
        Kept = [.. counts.OrderBy(pair => pair.Value).ThenBy(pair => pair.Key).Skip(DroppedCount).Select(pair => pair.Key).Order()];
    }

    /// <summary>The characters in the order of their code points.</summary>
    public IReadOnlyList<Rune> Kept { get; }

    public int DroppedCount { get; }
}
