namespace Klue.Kernels;

/// <summary>Functions of single numbers, applied in place. Each result depends on its own number alone.</summary>
public static unsafe class Elementwise
{
    private const int ElementsPerChunk = 16384;

    /// <summary>Applies <paramref name="activation"/> to every element of <paramref name="values"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such activation.</exception>
    public static void Apply(Span<float> values, Activation activation, KernelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var function = UnaryFunction.Of(activation, options.Tier);
        if (!function.IsNone)
        {
            Run(values, function, options);
        }
    }

    /// <summary>exp(x) of every element, right to about one unit in the last place, subnormal results included.</summary>
    public static void Exp(Span<float> values, KernelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Run(values, UnaryFunction.Of<ExpOperator>(options.Tier), options);
    }

    private static void Run(Span<float> values, UnaryFunction function, KernelOptions options)
    {
        fixed (float* pointer = values)
        {
            var call = new Call { Values = pointer, Length = values.Length, Function = function };
            var chunks = (int)((values.Length + (ElementsPerChunk - 1L)) / ElementsPerChunk);
            WorkerPool.Run(&RunChunk, &call, chunks, options.MaxDegreeOfParallelism);
        }
    }

    private static void RunChunk(void* context, int chunk)
    {
        var call = (Call*)context;
        var first = chunk * ElementsPerChunk;
        var values = call->Values + first;
        call->Function.Apply(values, 0, values, 0, rows: 1, Math.Min(ElementsPerChunk, call->Length - first));
    }

    private struct Call
    {
        public float* Values;
        public int Length;
        public UnaryFunction Function;
    }
}
