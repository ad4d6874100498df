using Klue.Checkpoints;

namespace Klue.Conversion.Writing;

/// <summary>
/// Hands out the parts of a file's tensors in the order of the file, each once. Inside a tensor they are cut where the file is a
/// multiple of a part long: two parts that share a page of memory would cost the system more than two that do not. Thread-safe.
/// </summary>
internal sealed class TensorParts
{
    private readonly Lock _lock = new();
    private readonly long _dataBegin;
    private readonly IReadOnlyList<TensorInfo> _places;
    private readonly Dictionary<string, PlannedTensor> _planned;
    private int _place;
    private long _first;

    /// <param name="dataBegin">Where the file's data section begins.</param>
    /// <param name="places">The tensors of the file; those that are not planned are left out.</param>
    /// <param name="planned">What is planned, in any order.</param>
    public TensorParts(long dataBegin, IReadOnlyList<TensorInfo> places, IEnumerable<PlannedTensor> planned)
    {
        (_dataBegin, _places) = (dataBegin, places);
        _planned = planned.ToDictionary(tensor => tensor.Target.Name, StringComparer.Ordinal);
    }

    /// <summary>The next part; null when there is none left.</summary>
    public TensorPart? Next()
    {
        lock (_lock)
        {
            for (; _place < _places.Count; _place++, _first = 0)
            {
                var place = _places[_place];
                if (_planned.TryGetValue(place.Name, out var tensor) && _first < place.ElementCount)
                {
                    var count = Math.Min(place.ElementCount - _first, _first == 0 ? FirstCount(place.Dtype, _dataBegin + place.Begin) : ElementConversion.MostElements);
                    var part = new TensorPart(tensor, _first, count);
                    _first += count;
                    return part;
                }
            }

            return null;
        }
    }

    /// <summary>There is no next part any more.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _place = _places.Count;
        }
    }

    // Elements of less than a byte stay where whole numbers of them are whole bytes.
    private static long FirstCount(Dtype dtype, long begin)
    {
        const int Most = ElementConversion.MostElements;
        return dtype.BitWidth < 8 ? Most : Most - begin % (Most * (dtype.BitWidth / 8)) / (dtype.BitWidth / 8);
    }
}
