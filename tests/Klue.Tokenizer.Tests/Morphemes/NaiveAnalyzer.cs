using System.Text;

namespace Klue.Tokenizer.Tests.Morphemes;

/// <summary>MeCab's analysis in the plainest form, straight from the definitions of a <see cref="TinyDictionary"/>.</summary>
internal sealed class NaiveAnalyzer(TinyDictionary dictionary, IReadOnlyDictionary<int, int> leftSpacePenalties)
{
    /// <summary>The cost of the best path and the morphemes on it.</summary>
    public (long Cost, IReadOnlyList<(int Start, int End, string Feature)> Morphemes) Analyze(string text)
    {
        var ending = new List<Node>[text.Length + 1];
        for (var i = 0; i < ending.Length; i++)
        {
            ending[i] = [];
        }

        ending[0].Add(new Node(null, null, 0, 0, 0));
        foreach (var position in CharacterStarts(text))
        {
            if (ending[position].Count == 0)
            {
                continue;
            }

            var found = Find(text, position);
            // Both lists run as MeCab's linked lists do: the last linked comes first.
            foreach (var (word, start, end) in Enumerable.Reverse(found))
            {
                var penalty = start > position ? leftSpacePenalties.GetValueOrDefault(word.PartOfSpeechId) : 0;
                var (cost, before) = Best(ending[position], word.LeftId);
                ending[end].Insert(0, new Node(before, word, start, end, cost + word.Cost + penalty));
            }
        }

        var (total, last) = Best(ending.Last(nodes => nodes.Count > 0), leftId: 0);
        var morphemes = new List<(int, int, string)>();
        for (var node = last; node?.Word is not null; node = node.Before)
        {
            morphemes.Insert(0, (node.Start, node.End, node.Word.Feature));
        }

        return (total, morphemes);
    }

    private (long Cost, Node Node) Best(List<Node> before, int leftId) =>
        before
            .Select(node => (Cost: node.Cost + dictionary.Connections[leftId][node.Word?.RightId ?? 0], Node: node))
            .MinBy(pair => pair.Cost);

    private List<(TinyDictionary.Word Word, int Start, int End)> Find(string text, int position)
    {
        var start = Run(text, position, dictionary.CategoryOf(new Rune(' ')).Bits, int.MaxValue).End;
        if (start == text.Length)
        {
            return [];
        }

        var found = dictionary.Words
            .Where(word => text.AsSpan(start).StartsWith(word.Surface, StringComparison.Ordinal))
            .OrderBy(word => word.Surface.Length)
            .Select(word => (word, start, start + word.Surface.Length))
            .ToList();
        var first = Rune.GetRuneAt(text, start);
        var (main, bits) = dictionary.CategoryOf(first);
        var category = dictionary.Categories[main];
        if (found.Count > 0 && !category.Invoke)
        {
            return found;
        }

        var unknown = dictionary.UnknownWords.Where(word => word.Surface == category.Name).ToArray();
        var afterFirst = start + first.Utf16SequenceLength;
        var ends = new List<int>();
        if (category.Group && Run(text, afterFirst, bits, int.MaxValue) is { Count: <= 24 } group)
        {
            ends.Add(group.End);
        }

        var groupEnd = category.Group ? Run(text, afterFirst, bits, int.MaxValue).End : -1;
        var end = afterFirst;
        for (var length = 1; length <= category.Length && end != groupEnd; length++)
        {
            ends.Add(end);
            if (end == text.Length || (dictionary.CategoryOf(Rune.GetRuneAt(text, end)).Bits & bits) == 0)
            {
                break;
            }

            end += Rune.GetRuneAt(text, end).Utf16SequenceLength;
        }

        found.AddRange(ends.SelectMany(end => unknown.Select(word => (word, start, end))));
        return found.Count > 0 ? found : [.. unknown.Select(word => (word, start, afterFirst))];
    }

    private (int End, int Count) Run(string text, int position, int bits, int most)
    {
        var count = 0;
        while (position < text.Length && count < most
            && dictionary.CategoryOf(Rune.GetRuneAt(text, position)) is var next && (next.Bits & bits) != 0)
        {
            bits = next.Bits;
            position += Rune.GetRuneAt(text, position).Utf16SequenceLength;
            count++;
        }

        return (position, count);
    }

    private static IEnumerable<int> CharacterStarts(string text)
    {
        for (var position = 0; position < text.Length; position += Rune.GetRuneAt(text, position).Utf16SequenceLength)
        {
            yield return position;
        }
    }

    private sealed record Node(Node? Before, TinyDictionary.Word? Word, int Start, int End, long Cost);
}
