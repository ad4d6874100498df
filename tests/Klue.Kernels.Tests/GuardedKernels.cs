using System.Runtime.CompilerServices;

namespace Klue.Kernels.Tests;

/// <summary>
/// The child process of <see cref="GuardPageTests"/>: runs every kernel on buffers between guard pages, its own panels
/// and working memory included. A stray read or write kills it.
/// </summary>
internal static unsafe class GuardedKernels
{
    public const string Variable = "KLUE_GUARD_PAGES";

    // The process of the tests is a test runner's; this is where a child of it can turn off.
#pragma warning disable CA2255
    [ModuleInitializer]
    public static void RunInChild()
#pragma warning restore CA2255
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } tier)
        {
            RunAll(KernelInfo.Parse(tier));
            Environment.Exit(0);
        }
    }

    private static void RunAll(SimdTier tier)
    {
        AlignedMemory.Allocate = &Allocate;
        AlignedMemory.Free = &Leave;
        var options = new KernelOptions { Tier = tier, MaxDegreeOfParallelism = 1 };
        foreach (var atEnd in (bool[])[true, false])
        {
            foreach (var length in Sample.Lengths.Where(length => length is > 0 and <= 129))
            {
                Console.WriteLine($"{tier}, guard {(atEnd ? "after" : "before")}, length {length}");
                RunRows(length, atEnd, options);
                RunProducts(length, atEnd, options);
                RunAttention(length, atEnd, options);
            }
        }
    }

    private static void RunRows(int length, bool atEnd, KernelOptions options)
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            Elementwise.Apply(Buffer(length, atEnd), activation, options);
        }

        Elementwise.Exp(Buffer(length, atEnd), options);
        Reduction.Sum(Buffer(length, atEnd), options);
        Reduction.Dot(Buffer(length, atEnd), Buffer(length, atEnd), options);
        Reduction.Max(Buffer(length, atEnd), options);
        LayerNorm.Apply(Matrix(3, length, atEnd), Buffer(length, atEnd), Buffer(length, atEnd), 1e-5f, options);
        Softmax.Apply(Matrix(3, length, atEnd), options);
        foreach (var format in (WeightFormat[])[WeightFormat.F32, WeightFormat.BF16, WeightFormat.F16])
        {
            using var words = new PackedTable(2, length, format);
            words.SetRows(0, Buffer(2 * length, atEnd));
            Embedding.Sum(
                words, Matrix(2, length, atEnd), Matrix(2, length, atEnd), [1, 0], [1, 0], [1, 0], Matrix(2, length, atEnd), options);
        }
    }

    private static void RunProducts(int length, bool atEnd, KernelOptions options)
    {
        foreach (var (m, n, k) in ((int, int, int)[])[(length, 50, 7), (3, length, 9), (13, 48, length), (2, 49, 768 + length)])
        {
            foreach (var format in Enum.GetValues<WeightFormat>())
            {
                using var packed = new PackedMatrix(n, k, format);
                packed.SetRows(0, Buffer(n * k, atEnd), Buffer(n, atEnd));
                packed.CopyRow(n - 1, Buffer(k, atEnd));
                Gemm.Multiply(Matrix(m, k, atEnd), packed, Matrix(m, n, atEnd), Activation.None, options);
                Gemm.Multiply(Matrix(m, k, atEnd), packed, Matrix(m, n, atEnd), Activation.Gelu, options);
                Gemm.MultiplyAdd(Matrix(m, k, atEnd), packed, Matrix(m, n, atEnd), Matrix(m, n, atEnd), options);
            }
        }
    }

    private static void RunAttention(int length, bool atEnd, KernelOptions options)
    {
        int[] starts = [0, length, length + 2], firstKeys = [0, length], counts = [length, 2];
        foreach (var h in (int[])[2, 34, 64])
        {
            Attention.Compute(
                Matrix(length + 2, h, atEnd), Matrix(length + 2, h, atEnd), Matrix(length + 2, h, atEnd),
                Matrix(length + 2, h, atEnd), starts, firstKeys, counts, heads: 2, options);
        }

        Attention.Probabilities(Matrix(length, 5, atEnd), Matrix(length, 5, atEnd), Matrix(length, length, atEnd), options);
    }

    private static MatrixView Matrix(int rows, int columns, bool atEnd) => new(Buffer(rows * columns, atEnd), rows, columns);

    private static Span<float> Buffer(int length, bool atEnd)
    {
        var bytes = (nuint)length * sizeof(float);
        var span = new Span<float>(atEnd ? GuardedMemory.BeforeGuard(bytes) : GuardedMemory.AfterGuard(bytes), length);
        Sample.Normal(length, length).CopyTo(span);
        return span;
    }

    // As close to the upper guard as the alignment allows.
    private static void* Allocate(nuint bytes) =>
        GuardedMemory.BeforeGuard((bytes + AlignedMemory.Alignment - 1) / AlignedMemory.Alignment * AlignedMemory.Alignment);

    private static void Leave(void* pointer)
    {
    }
}
