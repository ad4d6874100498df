using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// A few int32 sums and the bytes whose products go into them: four to a lane. All operations are exact, so that every width
/// gives the same integers; how those become float32 is one formula, rounded alike at every width.
/// </summary>
internal unsafe interface IIntegerLanes<TSelf>
    where TSelf : unmanaged, IIntegerLanes<TSelf>
{
    /// <summary>The tier whose instructions these are.</summary>
    static abstract SimdTier Tier { get; }

    /// <summary>Number of int32 lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Four bytes for every lane.</summary>
    static abstract TSelf Load(sbyte* source);

    /// <summary>The same four bytes in every lane.</summary>
    static abstract TSelf Repeat(byte* source);

    /// <summary>Products of unsigned and signed bytes, two neighbours added to an int16, which must hold them.</summary>
    static abstract TSelf MultiplyPairs(TSelf unsigned, TSelf signed);

    /// <summary>The sum of int16 numbers.</summary>
    static abstract TSelf AddInt16(TSelf left, TSelf right);

    /// <summary>Adds two neighbouring int16 numbers to each int32 of a total.</summary>
    static abstract TSelf AddPairs(TSelf total, TSelf pairs);

    /// <summary>Stores (total - zero * sums) * (scale * scales) + bias: the integers as whole float32, the last two steps fused.</summary>
    static abstract void Dequantize(TSelf total, int zero, int* sums, float scale, float* scales, float* bias, float* output);

    /// <summary>Adds the products of eight bytes for every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf AddProducts<TProducts>(TSelf total, byte* input, TSelf weights, TSelf nextWeights)
        where TProducts : struct, IProductsAtATime
    {
        var pairs = TSelf.MultiplyPairs(TSelf.Repeat(input), weights);
        var nextPairs = TSelf.MultiplyPairs(TSelf.Repeat(input + 4), nextWeights);
        return TProducts.AreFour
            ? TSelf.AddPairs(total, TSelf.AddInt16(pairs, nextPairs))
            : TSelf.AddPairs(TSelf.AddPairs(total, pairs), nextPairs);
    }
}
