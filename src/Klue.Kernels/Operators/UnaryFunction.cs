using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>Operators applied in place to a run of numbers, for a tier chosen at run time.</summary>
internal static unsafe class UnaryFunction
{
    /// <summary>The function of <paramref name="activation"/> on <paramref name="tier"/>; null for <see cref="Activation.None"/>.</summary>
    public static delegate*<float*, int, void> Of(Activation activation, SimdTier tier) => activation switch
    {
        Activation.None => null,
        Activation.Gelu => Of<GeluOperator>(tier),
        Activation.GeluTanh => Of<GeluTanhOperator>(tier),
        Activation.GeluFast => Of<GeluFastOperator>(tier),
        Activation.QuickGelu => Of<QuickGeluOperator>(tier),
        Activation.Relu => Of<ReluOperator>(tier),
        Activation.Silu => Of<SiluOperator>(tier),
        Activation.Tanh => Of<TanhOperator>(tier),
        Activation.Sigmoid => Of<SigmoidOperator>(tier),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "There is no such activation."),
    };

    /// <summary>
    /// The function of <typeparamref name="TOperator"/> on <paramref name="tier"/>, on two vectors at a time where they are short:
    /// no number waits for another, so their sixteen lanes are not needed, and more would be more than the JIT takes into one loop.
    /// </summary>
    public static delegate*<float*, int, void> Of<TOperator>(SimdTier tier)
        where TOperator : struct, IUnaryOperator => tier switch
        {
            SimdTier.Avx512 => &Apply<TOperator, Lanes16>,
            SimdTier.Avx2 => &Apply<TOperator, Pair<Lanes8>>,
            SimdTier.Vector128 => &Apply<TOperator, Pair<Lanes4>>,
            _ => &Apply<TOperator, Lanes1>,
        };

    // The pointer covers count elements; each is read and written once, at its own place.
    [MethodImpl(HotLoop.Compiled)]
    private static void Apply<TOperator, TLanes>(float* values, int count)
        where TOperator : struct, IUnaryOperator
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TierTrace.Record(TLanes.Tier);
        var i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TOperator.Invoke(TLanes.Load(values + i)).Store(values + i);
        }

        if (i < count)
        {
            var rest = TOperator.Invoke(TLanes.LoadPartial(values + i, count - i, fill: 0f));
            rest.StorePartial(values + i, count - i);
        }
    }
}
