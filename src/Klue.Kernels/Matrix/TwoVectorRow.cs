using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>The accumulators of one row of a tile, two vectors wide.</summary>
internal unsafe struct TwoVectorRow<TVector>
    where TVector : unmanaged, ILanes<TVector>
{
    private TVector _first;
    private TVector _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectorRow<TVector> Load(float* source) => new()
    {
        _first = TVector.Load(source),
        _second = TVector.Load(source + TVector.Count),
    };

    /// <summary>Adds one element of a times one row of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float a, TwoVectorRow<TVector> b)
    {
        var broadcast = TVector.Create(a);
        _first = TVector.MultiplyAdd(broadcast, b._first, _first);
        _second = TVector.MultiplyAdd(broadcast, b._second, _second);
    }

    /// <summary>Stores the accumulators, or adds them to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish(float* output, bool isFirst)
    {
        if (isFirst)
        {
            _first.Store(output);
            _second.Store(output + TVector.Count);
        }
        else
        {
            (TVector.Load(output) + _first).Store(output);
            (TVector.Load(output + TVector.Count) + _second).Store(output + TVector.Count);
        }
    }
}
