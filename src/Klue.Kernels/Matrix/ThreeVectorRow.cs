using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// A row three vectors wide, for products with packed weights where there are 32 registers: at 512 bits a whole panel. Eight rows take
/// 24 accumulators, a line of b and one broadcast element of a: 28 registers.
/// </summary>
internal unsafe struct ThreeVectorRow<TVector> : ITileRow<ThreeVectorRow<TVector>>
    where TVector : unmanaged, ILanes<TVector>
{
    // A segment of a sum ends in a burst of stores, three to a row. Of 512 bits each takes a whole cache line, and a core that has
    // room for sixteen or so (Zen 4) stands still for the others. With seven rows the registers hold the totals of two, and fifteen
    // are left; with eight the total of one, and 21. But few rows wait for weights from memory, and for them to pass once more costs
    // more than that.
    private const int RowsOfLongVectors = 7;
    private const int FewRows = 32;

    private TVector _first;
    private TVector _second;
    private TVector _third;

    public static SimdTier Tier => TVector.Tier;

    public static int MostRows => 8;

    public static int Vectors => 3;

    public static int Columns => 3 * TVector.Count;

    public static int Height(int rows) => TVector.Tier == SimdTier.Avx512 && rows > FewRows ? RowsOfLongVectors : MostRows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeVectorRow<TVector> Load<TFormat>(byte* source)
        where TFormat : struct, IElementFormat => new()
        {
            _first = TFormat.Load<TVector>(source),
            _second = TFormat.Load<TVector>(source + (TVector.Count * TFormat.ElementSize)),
            _third = TFormat.Load<TVector>(source + (2 * TVector.Count * TFormat.ElementSize)),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreeVectorRow<TVector> Create(float value) => new()
    {
        _first = TVector.Create(value),
        _second = TVector.Create(value),
        _third = TVector.Create(value),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(float a, ThreeVectorRow<TVector> b)
    {
        var broadcast = TVector.Create(a);
        _first.AddProduct(broadcast, b._first);
        _second.AddProduct(broadcast, b._second);
        _third.AddProduct(broadcast, b._third);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ThreeVectorRow<TVector> other)
    {
        _first += other._first;
        _second += other._second;
        _third += other._third;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* output)
    {
        _first.Store(output);
        _second.Store(output + TVector.Count);
        _third.Store(output + (2 * TVector.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AddTo(float* output)
    {
        (_first + TVector.Load(output)).Store(output);
        (_second + TVector.Load(output + TVector.Count)).Store(output + TVector.Count);
        (_third + TVector.Load(output + (2 * TVector.Count))).Store(output + (2 * TVector.Count));
    }
}
