using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>A function of single numbers, for a tier chosen at run time.</summary>
internal readonly unsafe struct UnaryFunction
{
    private readonly delegate*<float*, nint, float*, nint, int, int, void> _body;

    private UnaryFunction(delegate*<float*, nint, float*, nint, int, int, void> body) => _body = body;

    /// <summary>Leaves every number as it is, and is not to be applied.</summary>
    public bool IsNone => _body is null;

    /// <summary>The function of <paramref name="activation"/> on <paramref name="tier"/>.</summary>
    public static UnaryFunction Of(Activation activation, SimdTier tier) => activation switch
    {
        Activation.None => default,
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
    public static UnaryFunction Of<TOperator>(SimdTier tier)
        where TOperator : struct, IUnaryOperator => tier switch
        {
            SimdTier.Avx512 => new(&Apply<TOperator, Lanes16>),
            SimdTier.Avx2 => new(&Apply<TOperator, Pair<Lanes8>>),
            SimdTier.Vector128 => new(&Apply<TOperator, Pair<Lanes4>>),
            _ => new(&Apply<TOperator, Lanes1>),
        };

    /// <summary>
    /// Writes the function of each element of the source, [rows, columns], to its place in the destination, which may be the source;
    /// strides in elements.
    /// </summary>
    public void Apply(float* source, nint sourceStride, float* destination, nint destinationStride, int rows, int columns) =>
        _body(source, sourceStride, destination, destinationStride, rows, columns);

    [MethodImpl(HotLoop.Compiled)]
    private static void Apply<TOperator, TLanes>(
        float* source, nint sourceStride, float* destination, nint destinationStride, int rows, int columns)
        where TOperator : struct, IUnaryOperator
        where TLanes : unmanaged, ILanes<TLanes>
    {
        TierTrace.Record(TLanes.Tier);
        for (var row = 0; row < rows; row++, source += sourceStride, destination += destinationStride)
        {
            var i = 0;
            for (; i <= columns - TLanes.Count; i += TLanes.Count)
            {
                TOperator.Invoke(TLanes.Load(source + i)).Store(destination + i);
            }

            if (i < columns)
            {
                var rest = TOperator.Invoke(TLanes.LoadPartial(source + i, columns - i, fill: 0f));
                rest.StorePartial(destination + i, columns - i);
            }
        }
    }
}
