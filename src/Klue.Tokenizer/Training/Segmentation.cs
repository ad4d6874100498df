using System.Runtime.InteropServices;
using System.Text;

namespace Klue.Tokenizer.Training;

/// <summary>All words as sequences of pieces, one behind the other; joining pieces shortens them in place.</summary>
internal sealed class Segmentation
{
    private readonly List<int> _pieces = [];
    private readonly List<Word> _words = [];

    /// <summary>Cuts the words into characters, without those that are no pieces, and queues the pairs of neighbours.</summary>
    public Segmentation(WordCounts words, PieceTable pieces, PairQueue pairs)
    {
        var ids = new Dictionary<(Rune, bool), int?>();
        foreach (var (word, count) in words.Words)
        {
            var start = _pieces.Count;
            foreach (var character in TrainingWord.CharactersOf(word))
            {
                ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, character, out var known);
                if (!known)
                {
                    id = IdOf(pieces, character);
                }

                if (id is { } piece)
                {
                    _pieces.Add(piece);
                }
            }

            for (var i = start + 1; i < _pieces.Count; i++)
            {
                pairs.Add(new PiecePair(_pieces[i - 1], _pieces[i]), count, _words.Count);
            }

            _words.Add(new Word(start, _pieces.Count - start, count));
        }

        pairs.Commit();
    }

    /// <summary>Joins a pair in the words it is queued for, and queues the pairs that arise.</summary>
    public void Merge(QueuedPair pair, int joined, PairQueue pairs)
    {
        foreach (var index in pairs.TakeWords(pair))
        {
            ref var word = ref CollectionsMarshal.AsSpan(_words)[index];
            word = word with { Length = Merge(pair.Pair, joined, index, word, pairs) };
        }

        pairs.Commit();
    }

    private int Merge(PiecePair pair, int joined, int index, Word word, PairQueue pairs)
    {
        var pieces = CollectionsMarshal.AsSpan(_pieces).Slice(word.Start, word.Length);
        var length = 0;
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i + 1 == pieces.Length || pieces[i] != pair.Left || pieces[i + 1] != pair.Right)
            {
                pieces[length++] = pieces[i];
                continue;
            }

            if (length > 0)
            {
                pairs.Add(new PiecePair(pieces[length - 1], pair.Left), -word.Count, index);
                pairs.Add(new PiecePair(pieces[length - 1], joined), word.Count, index);
            }

            i++;
            if (i + 1 < pieces.Length)
            {
                pairs.Add(new PiecePair(pair.Right, pieces[i + 1]), -word.Count, index);
                pairs.Add(new PiecePair(joined, pieces[i + 1]), word.Count, index);
            }

            pieces[length++] = joined;
        }

        return length;
    }

    /// <summary>A character counts as known when it is a piece by itself; behind another it is then the piece with the prefix.</summary>
    private static int? IdOf(PieceTable pieces, (Rune Character, bool Continues) character)
    {
        var token = character.Character.ToString();
        return !pieces.Contains(token) ? null : pieces.IdOf(character.Continues ? WordSplitter.Continuation + token : token);
    }

    private readonly record struct Word(int Start, int Length, long Count);
}
