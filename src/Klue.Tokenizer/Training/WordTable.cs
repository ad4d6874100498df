using System.Runtime.InteropServices;

namespace Klue.Tokenizer.Training;

/// <summary>The words of one block of a corpus.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _countsBySpan;

    public WordTable()
    {
        _countsBySpan = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Words in the order of their first occurrence.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>UTF-16 units of the block's texts.</summary>
    public long TextLength { get; set; }

    public void Add(ReadOnlySpan<char> word) => CollectionsMarshal.GetValueRefOrAddDefault(_countsBySpan, word, out _)++;
}
