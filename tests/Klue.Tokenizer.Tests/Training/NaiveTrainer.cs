namespace Klue.Tokenizer.Tests.Training;

/// <summary>Hugging Face's training in the plainest form: lists instead of a heap, sets of words, strings for pieces.</summary>
internal static class NaiveTrainer
{
    public static List<string> Train(
        IReadOnlyCollection<KeyValuePair<string, long>> words, int size, long minFrequency, int limitAlphabet, string[] special)
    {
        var tokens = special.ToList();
        var alphabet = words.SelectMany(word => word.Key.Select(character => (Character: character, word.Value)))
            .GroupBy(pair => pair.Character, pair => pair.Value)
            .OrderByDescending(group => group.Sum()).ThenByDescending(group => group.Key)
            .Take(limitAlphabet)
            .Select(group => group.Key)
            .Order()
            .ToList();
        tokens.AddRange(alphabet.Select(character => $"{character}"));
        tokens.AddRange(
            words.SelectMany(word => word.Key.Skip(1)).Distinct().Where(alphabet.Contains).Order().Select(character => $"##{character}"));

        var texts = words.Select(word => (
            Pieces: word.Key.Select((character, i) => (character, i))
                .Where(pair => alphabet.Contains(pair.character))
                .Select(pair => tokens.IndexOf(pair.i == 0 ? $"{pair.character}" : $"##{pair.character}"))
                .ToList(),
            Count: word.Value)).ToList();
        var counts = new Dictionary<(int, int), long>();
        var queue = new List<((int Left, int Right) Pair, long Count, HashSet<int> Words)>();
        var arisen = new Dictionary<(int, int), HashSet<int>>();
        for (var word = 0; word < texts.Count; word++)
        {
            foreach (var pair in texts[word].Pieces.Zip(texts[word].Pieces.Skip(1)))
            {
                Change(pair, texts[word].Count, word);
            }
        }

        while (true)
        {
            queue.AddRange(arisen.Where(pair => counts[pair.Key] > 0).Select(pair => (pair.Key, counts[pair.Key], pair.Value)));
            arisen.Clear();
            if (tokens.Count >= size || queue.Count == 0)
            {
                return tokens;
            }

            for (var i = 0; i < queue.Count; i++)
            {
                queue[i] = queue[i] with { Count = counts[queue[i].Pair] };
            }

            var best = queue.OrderByDescending(entry => entry.Count).ThenBy(entry => entry.Pair).First();
            queue.Remove(best);
            if (best.Count < Math.Max(1, minFrequency))
            {
                return tokens;
            }

            var joined = tokens[best.Pair.Left] + (tokens[best.Pair.Right] is ['#', '#', .. var tail] ? tail : tokens[best.Pair.Right]);
            if (!tokens.Contains(joined))
            {
                tokens.Add(joined);
            }

            foreach (var word in best.Words)
            {
                Join(word, best.Pair, tokens.IndexOf(joined));
            }
        }

        void Change((int, int) pair, long change, int word)
        {
            counts[pair] = counts.GetValueOrDefault(pair) + change;
            if (change > 0)
            {
                if (!arisen.TryGetValue(pair, out var set))
                {
                    arisen[pair] = set = [];
                }

                set.Add(word);
            }
        }

        void Join(int word, (int Left, int Right) pair, int joined)
        {
            var (pieces, count) = texts[word];
            for (var i = 0; i + 1 < pieces.Count; i++)
            {
                if ((pieces[i], pieces[i + 1]) != pair)
                {
                    continue;
                }

                pieces[i] = joined;
                pieces.RemoveAt(i + 1);
                if (i > 0)
                {
                    Change((pieces[i - 1], pair.Left), -count, word);
                    Change((pieces[i - 1], joined), count, word);
                }

                if (i + 1 < pieces.Count)
                {
                    Change((pair.Right, pieces[i + 1]), -count, word);
                    Change((joined, pieces[i + 1]), count, word);
                }
            }
        }
    }
}
