using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// A row two vectors wide, for attention, whose heads are seldom a multiple of three, and with 16 registers for all. Twelve rows take 24 accumulators, a
/// line of b and one broadcast element of a: 27 of 32 registers; six rows take 15 of 16.
/// </summary>
internal unsafe struct TwoVectorRow<TVector> : ITileRow<TwoVectorRow<TVector>>
    where TVector : unmanaged, ILanes<TVector>
{
    private TVector _first;
    private TVector _second;

    public static SimdTier Tier => TVector.Tier;

    public static int MostRows => VectorRegisters.AreFew ? 6 : 12;

    public static int Vectors => 2;

    public static int Columns => 2 * TVector.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectorRow<TVector> Load<TFormat>(byte* source)
        where TFormat : struct, IElementFormat => new()
        {
            _first = TFormat.Load<TVector>(source),
            _second = TFormat.Load<TVector>(source + (TVector.Count * TFormat.ElementSize)),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TwoVectorRow<TVector> Create(float value) => new()
    {
        _first = TVector.Create(value),
        _second = TVector.Create(value),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float a, TwoVectorRow<TVector> b)
    {
        var broadcast = TVector.Create(a);
        _first.AddProduct(broadcast, b._first);
        _second.AddProduct(broadcast, b._second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TwoVectorRow<TVector> other)
    {
        _first += other._first;
        _second += other._second;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* output)
    {
        _first.Store(output);
        _second.Store(output + TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AddTo(float* output)
    {
        (_first + TVector.Load(output)).Store(output);
        (_second + TVector.Load(output + TVector.Count)).Store(output + TVector.Count);
    }
}
