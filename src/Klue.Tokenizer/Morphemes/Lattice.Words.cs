namespace Klue.Tokenizer.Morphemes;

internal sealed partial class Lattice
{
    /// <summary>Longest group of characters beyond its first that becomes one unknown word (MeCab's default).</summary>
    private const int MaxGroupSize = 24;

    private Candidate[] _candidates = new Candidate[256];
    private int _candidateCount;

    /// <summary>Collects the words that begin at a position, or after the white space there, in MeCab's order.</summary>
    private void FindWords(ReadOnlySpan<char> text, int position)
    {
        _candidateCount = 0;
        var categories = _dictionary.Categories;
        var start = SkipRelated(text, position, categories.Space, int.MaxValue, out _);
        if (start == text.Length)
        {
            return;
        }

        FindKnownWords(text, start);
        var category = categories.At(text, start, out var units);
        if (_candidateCount == 0 || category.Invoke)
        {
            FormUnknownWords(text, start, start + units, category);
        }
    }

    private void FindKnownWords(ReadOnlySpan<char> text, int start)
    {
        var trie = _dictionary.Trie;
        var limit = Math.Min(text.Length, start + Lexicon.MaxWordBytes);
        var node = trie.Root;
        for (var i = start; i < limit;)
        {
            node = StepOver(trie, node, text, ref i);
            if (node == DoubleArrayTrie.NoNode)
            {
                return;
            }

            var value = trie.ValueAt(node);
            if (value != DoubleArrayTrie.NoValue)
            {
                AddCandidates(Lexicon.EntriesOf(value), start, i);
            }
        }
    }

    /// <summary>Follows the UTF-8 bytes of the character at <paramref name="index"/>, and moves on behind it.</summary>
    private static int StepOver(DoubleArrayTrie trie, int node, ReadOnlySpan<char> text, ref int index)
    {
        int scalar = text[index++];
        if (scalar < 0x80)
        {
            return trie.Step(node, scalar);
        }

        if (scalar < 0x800)
        {
            node = trie.Step(node, 0xC0 | scalar >> 6);
        }
        else
        {
            if (char.IsSurrogate((char)scalar))
            {
                if (char.IsHighSurrogate((char)scalar) && index < text.Length && char.IsLowSurrogate(text[index]))
                {
                    scalar = char.ConvertToUtf32((char)scalar, text[index++]);
                    node = trie.Step(node, 0xF0 | scalar >> 18);
                    node = node == DoubleArrayTrie.NoNode ? node : trie.Step(node, 0x80 | scalar >> 12 & 0x3F);
                }
                else
                {
                    scalar = '�';
                    node = trie.Step(node, 0xE0 | scalar >> 12);
                }
            }
            else
            {
                node = trie.Step(node, 0xE0 | scalar >> 12);
            }

            node = node == DoubleArrayTrie.NoNode ? node : trie.Step(node, 0x80 | scalar >> 6 & 0x3F);
        }

        return node == DoubleArrayTrie.NoNode ? node : trie.Step(node, 0x80 | scalar & 0x3F);
    }

    /// <summary>Tries the group of characters related to the first, if that is asked for, then 1 to n characters.</summary>
    private void FormUnknownWords(ReadOnlySpan<char> text, int start, int afterFirst, CharacterCategory category)
    {
        var entries = _dictionary.UnknownEntriesOf(category.Main);
        var groupEnd = None;
        if (category.Group)
        {
            groupEnd = SkipRelated(text, afterFirst, category, MaxGroupSize + 1, out var size);
            if (size <= MaxGroupSize)
            {
                AddCandidates(entries, start, groupEnd);
            }
        }

        var end = afterFirst;
        for (var length = 1; length <= category.Length && end != groupEnd; length++)
        {
            AddCandidates(entries, start, end);
            if (end == text.Length || !category.IsRelatedTo(_dictionary.Categories.At(text, end, out var units)))
            {
                break;
            }

            end += units;
        }

        if (_candidateCount == 0)
        {
            AddCandidates(entries, start, afterFirst);
        }
    }

    /// <summary>
    /// Goes on while each character is related to the one before it, over at most <paramref name="maxCharacters"/>.
    /// </summary>
    private int SkipRelated(ReadOnlySpan<char> text, int position, CharacterCategory previous, int maxCharacters, out int characters)
    {
        characters = 0;
        while (position < text.Length && characters < maxCharacters)
        {
            var category = _dictionary.Categories.At(text, position, out var units);
            if (!category.IsRelatedTo(previous))
            {
                break;
            }

            previous = category;
            position += units;
            characters++;
        }

        return position;
    }

    private void AddCandidates(Range entries, int start, int end)
    {
        for (var entry = entries.Start.Value; entry < entries.End.Value; entry++)
        {
            if (_candidateCount == _candidates.Length)
            {
                Array.Resize(ref _candidates, 2 * _candidates.Length);
            }

            _candidates[_candidateCount++] = new Candidate(entry, start, end);
        }
    }

    private readonly record struct Candidate(int Entry, int Start, int End);
}
