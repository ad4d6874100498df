namespace Klue.Kernels.Tests;

/// <summary>A random int8 product with factors on its inputs, and what it must give by a formula that uses none of the library's code.</summary>
internal sealed class IntegerGemmProblem : IDisposable
{
    private readonly BitSplit _split;
    private readonly float[] _factors;

    public IntegerGemmProblem(int m, int n, int k, BitSplit split)
    {
        var seed = (((m * 31) + n) * 31) + k;
        (M, N, K, _split) = (m, n, k, split);
        (Input, Weights) = (Sample.Normal(m * k, seed), Sample.Normal(n * k, seed + 1));
        Bias = Sample.Normal(n, seed + 2);
        Residual = Sample.Normal(m * n, seed + 3);
        _factors = seed % 2 == 0 ? [.. Enumerable.Range(0, k).Select(i => 0.5f + (i % 3))] : [];
        Packed = Pack();
    }

    public IntegerGemmProblem(int m, int n, int k, BitSplit split, Func<int, float> input, Func<int, float> weight)
    {
        (M, N, K, _split) = (m, n, k, split);
        Input = [.. Enumerable.Range(0, m * k).Select(input)];
        Weights = [.. Enumerable.Range(0, n * k).Select(weight)];
        Bias = Sample.Normal(n, 1);
        Residual = new float[m * n];
        _factors = [];
        Packed = Pack();
    }

    public int M { get; }

    public int N { get; }

    public int K { get; }

    public float[] Input { get; }

    public float[] Weights { get; }

    public float[] Bias { get; }

    public float[] Residual { get; }

    public PackedMatrix Packed { get; }

    public float[] Multiply(KernelOptions options, Activation activation = Activation.None)
    {
        var output = new float[M * N];
        Gemm.Multiply(new(Input, M, K), Packed, new(output, M, N), activation, options);
        return output;
    }

    public float[] MultiplyAdd(KernelOptions options)
    {
        var output = new float[M * N];
        Gemm.MultiplyAdd(new(Input, M, K), Packed, new(Residual, M, N), new(output, M, N), options);
        return output;
    }

    /// <summary>Each element by itself.</summary>
    public float[] Expected()
    {
        var inputLimit = _split.InputLimit;
        var output = new float[M * N];
        for (var m = 0; m < M; m++)
        {
            float[] row = [.. Input.Skip(m * K).Take(K).Select((x, k) => _factors.Length == 0 ? x : x * _factors[k])];
            var (smallest, largest) = (Math.Min(0f, row.DefaultIfEmpty().Min()), Math.Max(0f, row.DefaultIfEmpty().Max()));
            var steps = largest > smallest ? inputLimit / (largest - smallest) : 0f;
            var zero = -Whole(smallest, steps);
            int[] numbers = [.. row.Select(x => Math.Min(Whole(x, steps) + zero, inputLimit))];
            for (var n = 0; n < N; n++)
            {
                var (wholes, scale) = Round([.. Weights.Skip(n * K).Take(K)]);
                var total = numbers.Zip(wholes, (number, weight) => (number - zero) * weight).Sum();
                output[(m * N) + n] = Specification.MultiplyAdd(total, (largest - smallest) / inputLimit * scale, Bias[n]);
            }
        }

        return output;
    }

    public void Dispose() => Packed.Dispose();

    // Weights of one sign whose products meet in an int16 share its room; one that rounding leaves none becomes smaller.
    private (int[] Wholes, float Scale) Round(float[] weights)
    {
        var room = 32767 / _split.InputLimit;
        int[][] groups = [.. Enumerable.Range(0, weights.Length).GroupBy(k => _split.Products == 2 ? (k / 2, 0) : (k / 8, k % 4 / 2), (_, ks) => ks.ToArray())];
        var sums = groups.SelectMany(ks => new[] { Sum(ks, k => weights[k]), Sum(ks, k => -weights[k]) });
        var scale = Math.Max(weights.Select(Math.Abs).DefaultIfEmpty().Max() / Math.Min(room, 127), sums.DefaultIfEmpty().Max() / room);
        var wholes = new int[weights.Length];
        foreach (var ks in groups)
        {
            var (positive, negative) = (room, room);
            foreach (var k in ks)
            {
                var whole = (int)MathF.Round(weights[k] / scale);
                wholes[k] = Math.Clamp(whole, -Math.Min(negative, 127), Math.Min(positive, 127));
                (positive, negative) = (positive - Math.Max(wholes[k], 0), negative + Math.Min(wholes[k], 0));
            }
        }

        return (wholes, scale);

        // Of four, those four columns apart are added first.
        static float Sum(int[] ks, Func<int, float> weight) =>
            ks.GroupBy(k => k % 4, k => MathF.Max(weight(k), 0)).Select(pair => pair.Aggregate((left, right) => left + right)).Aggregate((left, right) => left + right);
    }

    // Rounded once, as the fused product with the shift is.
    private static int Whole(float value, float steps) => (int)Math.Round((double)value * steps);

    private PackedMatrix Pack()
    {
        var packed = new PackedMatrix(N, K, WeightFormat.I8, _split);
        packed.SetRows(0, Weights, Bias);
        if (_factors.Length > 0)
        {
            packed.SetInputFactors(_factors);
        }

        return packed;
    }
}
