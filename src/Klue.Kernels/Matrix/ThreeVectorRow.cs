using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// A row three vectors wide, for products with packed weights: at 512 bits a whole panel. Eight rows take 24 accumulators,
/// a line of b and one broadcast element of a: 28 of 32 registers; four rows take all of 16.
/// </summary>
internal unsafe struct ThreeVectorRow<TVector> : ITileRow<ThreeVectorRow<TVector>>
    where TVector : unmanaged, ILanes<TVector>
{
    private TVector _first;
    private TVector _second;
    private TVector _third;

    public static SimdTier Tier => TVector.Tier;

    public static int MostRows => VectorRegisters.Count >= 32 ? 8 : 4;

    public static int Columns => 3 * TVector.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeVectorRow<TVector> Load<TFormat>(byte* source)
        where TFormat : struct, IElementFormat => new()
        {
            _first = TFormat.Load<TVector>(source),
            _second = TFormat.Load<TVector>(source + (TVector.Count * TFormat.ElementSize)),
            _third = TFormat.Load<TVector>(source + (2 * TVector.Count * TFormat.ElementSize)),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float a, ThreeVectorRow<TVector> b)
    {
        var broadcast = TVector.Create(a);
        _first = TVector.MultiplyAdd(broadcast, b._first, _first);
        _second = TVector.MultiplyAdd(broadcast, b._second, _second);
        _third = TVector.MultiplyAdd(broadcast, b._third, _third);
    }

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
