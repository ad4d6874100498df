namespace Klue.Tokenizer;

/// <summary>The ids of many texts, one text after another without padding: what a model reads that computes no padding. Immutable.</summary>
public sealed class IdBatch
{
    private readonly int[] _ids;
    private readonly int[] _cumulativeLengths;

    internal IdBatch(int[] ids, int[] cumulativeLengths) => (_ids, _cumulativeLengths) = (ids, cumulativeLengths);

    /// <summary>The number of texts.</summary>
    public int Count => _cumulativeLengths.Length - 1;

    /// <summary>All ids, in the order of the texts.</summary>
    public ReadOnlyMemory<int> Ids => _ids;

    /// <summary>Where each text begins in <see cref="Ids"/>, and behind the last its end: one entry more than there are texts.</summary>
    public ReadOnlyMemory<int> CumulativeLengths => _cumulativeLengths;

    /// <summary>The ids of a text.</summary>
    /// <param name="index">The text's place in the batch.</param>
    /// <exception cref="IndexOutOfRangeException">The batch has no such text.</exception>
    public ReadOnlySpan<int> this[int index] => _ids.AsSpan(_cumulativeLengths[index].._cumulativeLengths[index + 1]);
}
