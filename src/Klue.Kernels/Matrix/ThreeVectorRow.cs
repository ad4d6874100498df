using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The accumulators of one row of a tile, three vectors wide.</summary>
internal unsafe struct ThreeVectorRow<TVector>
    where TVector : unmanaged, ILanes<TVector>
{
    private TVector _first;
    private TVector _second;
    private TVector _third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeVectorRow<TVector> Load(float* source) => new()
    {
        _first = TVector.Load(source),
        _second = TVector.Load(source + TVector.Count),
        _third = TVector.Load(source + (2 * TVector.Count)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeVectorRow<TVector> Widen<TFormat>(ushort* source)
        where TFormat : struct, IHalfFormat => new()
        {
            _first = TFormat.Load<TVector>(source),
            _second = TFormat.Load<TVector>(source + TVector.Count),
            _third = TFormat.Load<TVector>(source + (2 * TVector.Count)),
        };

    /// <summary>Adds one element of a times one row of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float a, ThreeVectorRow<TVector> b)
    {
        var broadcast = TVector.Create(a);
        _first = TVector.MultiplyAdd(broadcast, b._first, _first);
        _second = TVector.MultiplyAdd(broadcast, b._second, _second);
        _third = TVector.MultiplyAdd(broadcast, b._third, _third);
    }

    /// <summary>Stores the accumulators, or adds them to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish(float* output, bool isFirst)
    {
        if (isFirst)
        {
            _first.Store(output);
            _second.Store(output + TVector.Count);
            _third.Store(output + (2 * TVector.Count));
        }
        else
        {
            (TVector.Load(output) + _first).Store(output);
            (TVector.Load(output + TVector.Count) + _second).Store(output + TVector.Count);
            (TVector.Load(output + (2 * TVector.Count)) + _third).Store(output + (2 * TVector.Count));
        }
    }
}
