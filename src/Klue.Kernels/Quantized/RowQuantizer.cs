using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>
/// Quantises rows: the range from the smallest element to the largest, 0 always inside it, is cut into as many steps as
/// there are numbers. Rounding is to nearest even, and 0 falls on a whole number, so that it stays exact.
/// </summary>
internal unsafe struct RowQuantizer : IRangeKernel
{
    // Below it a row is as good as zero, and the steps in one unit of it might be more than a float32 can count.
    private const float SmallestRange = 1e-30f;

    /// <summary>[M, K].</summary>
    public float* Input;
    public int InputStride;
    public int Columns;

    /// <summary>Multiplied into every row first, [K].</summary>
    public float* Factors;

    /// <summary>The largest number.</summary>
    public int Limit;

    public QuantizedInput Output;

    public readonly void Scalar(int first, int count) => Run<Lanes1>(first, count);

    public readonly void Vector<TLanes>(int first, int count)
        where TLanes : unmanaged, ILanes<TLanes> => Run<TLanes>(first, count);

    // A row of the output has room for whole vectors; what is written behind its K numbers meets weights of 0.
    [MethodImpl(HotLoop.Compiled)]
    private readonly void Run<TLanes>(int first, int count)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var row = first; row < first + count; row++)
        {
            var input = Input + ((nint)row * InputStride);
            var output = Output.Values + ((nint)row * Output.Stride);
            var (smallest, largest) = Range<TLanes>(input);
            var range = largest - smallest;

            // Not finite: the scale makes the whole row of the product infinite or NaN.
            var steps = range is > SmallestRange and < float.PositiveInfinity ? Limit / range : 0f;
            var zero = -TLanes.MaxAcross(TLanes.ToWhole(TLanes.Create(smallest), steps));
            Output.Scales[row] = range / Limit;
            Output.Zeros[row] = (int)zero;

            // The two ends of the range, each rounded by itself, may lie one step more than Limit apart.
            var (zeros, limits) = (TLanes.Create(zero), TLanes.Create(Limit));
            for (var i = 0; i < Columns; i += TLanes.Count)
            {
                var whole = TLanes.ToWhole(Load<TLanes>(input, i), steps) + zeros;
                TLanes.SelectIfLess(whole, limits, whole, limits).StoreBytes(output + i);
            }
        }
    }

    private readonly (float Smallest, float Largest) Range<TLanes>(float* input)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var largest = TLanes.Create(0f);
        var largestNegated = largest;
        for (var i = 0; i < Columns; i += TLanes.Count)
        {
            var values = Load<TLanes>(input, i);
            largest = TLanes.Max(largest, values);
            largestNegated = TLanes.Max(largestNegated, -values);
        }

        return (-TLanes.MaxAcross(largestNegated), TLanes.MaxAcross(largest));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TLanes Load<TLanes>(float* input, int i)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var isWhole = i <= Columns - TLanes.Count;
        var values = isWhole ? TLanes.Load(input + i) : TLanes.LoadPartial(input + i, Columns - i, fill: 0f);
        return values * (isWhole ? TLanes.Load(Factors + i) : TLanes.LoadPartial(Factors + i, Columns - i, fill: 0f));
    }
}
