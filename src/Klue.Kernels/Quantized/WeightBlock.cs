using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Klue.Kernels;

/// <summary>The weights of one row in a step of a kernel, eight columns: none of their products meet those of other steps.</summary>
internal readonly struct WeightBlock(Vector128<float> lower, Vector128<float> upper)
{
    public const int Length = IntegerPanels.Step;

    public Vector128<float> Lower { get; } = lower;

    public Vector128<float> Upper { get; } = upper;

    /// <summary>The first columns of a row, those that it has not as zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WeightBlock Load(ReadOnlySpan<float> row)
    {
        if (row.Length >= Length)
        {
            return new(Vector128.Create(row), Vector128.Create(row[Vector128<float>.Count..]));
        }

        Span<float> filled = stackalloc float[Length];
        filled.Clear();
        row.CopyTo(filled);
        return new(Vector128.Create<float>(filled), Vector128.Create<float>(filled[Vector128<float>.Count..]));
    }

    /// <summary>Stores whole numbers, as many as there is place for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Span<sbyte> destination)
    {
        var whole = Vector128.Narrow(Vector128.ConvertToInt32(Lower), Vector128.ConvertToInt32(Upper));
        var bytes = Vector128.Narrow(whole, whole);
        if (destination.Length >= Length)
        {
            bytes.GetLower().CopyTo(destination);
            return;
        }

        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = bytes[i];
        }
    }

    /// <summary>
    /// For each group of weights whose products are added up in an int16, the larger of the two sums of those of one sign. Of four
    /// weights, those four columns apart are added first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Sums(BitSplit split) => Vector128.Max(SumsOfPositive(Lower, Upper, split), SumsOfPositive(-Lower, -Upper, split));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> SumsOfPositive(Vector128<float> lower, Vector128<float> upper, BitSplit split)
    {
        lower = Vector128.Max(lower, Vector128<float>.Zero);
        upper = Vector128.Max(upper, Vector128<float>.Zero);
        return split.Products == 4
            ? AddNeighbours(lower + upper)
            : Vector128.Max(AddNeighbours(lower), AddNeighbours(upper));
    }

    // Every lane with its neighbour: each sum stands in two lanes.
    private static Vector128<float> AddNeighbours(Vector128<float> values) => values + Vector128.Shuffle(values, Vector128.Create(1, 0, 3, 2));
}
