using System.Runtime.CompilerServices;

namespace Klue.Tokenizer.Normalization;

/// <summary>What one character of the text becomes, waiting to be read: at most a space, four scalars of two each, a space.</summary>
internal struct ScalarQueue
{
    private Slots _slots;
    private int _first;
    private int _end;

    public readonly bool IsEmpty => _first == _end;

    public void Enqueue(NormalizedScalar scalar) => _slots[_end++] = scalar;

    public NormalizedScalar Dequeue()
    {
        var scalar = _slots[_first++];
        if (_first == _end)
        {
            _first = _end = 0;
        }

        return scalar;
    }

    [InlineArray(10)]
    private struct Slots
    {
        private NormalizedScalar _first;
    }
}
