using System.Collections;
using System.Collections.Immutable;

namespace Klue.Tokenizer;

/// <summary>Ids read as tokens of a vocabulary.</summary>
internal sealed class TokenList(Vocabulary vocabulary, ImmutableArray<int> ids) : IReadOnlyList<string>
{
    public int Count => ids.Length;

    public string this[int index] => vocabulary[ids[index]]!;

    public IEnumerator<string> GetEnumerator()
    {
        foreach (var id in ids)
        {
            yield return vocabulary[id]!;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
