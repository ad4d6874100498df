namespace Klue.Kernels.Tests;

public class FunctionTests
{
    private const int Block = 4096;

    public static TheoryData<Activation> Activations => [.. Enum.GetValues<Activation>()];

    [Fact]
    public void Exp_is_right_to_one_and_a_half_units_in_the_last_place() =>
        Sweep(values => Elementwise.Exp(values, KernelOptions.Default), Math.Exp, (x, expected) => 1.5 * Unit(expected));

    [Fact]
    public void Tanh_is_right_to_two_units_in_the_last_place() =>
        Sweep(Apply(Activation.Tanh), Math.Tanh, (x, expected) => 2 * Unit(expected));

    [Fact]
    public void Sigmoid_is_right_to_three_units_in_the_last_place_and_flushes_subnormals() =>
        Sweep(
            Apply(Activation.Sigmoid),
            x => 1 / (1 + Math.Exp(-x)),
            (x, expected) => expected < 1.17549435e-38 ? expected : 3 * Unit(expected));

    [Fact]
    public void Gelu_is_right_to_1e_7() =>
        Sweep(
            Apply(Activation.Gelu),
            x => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
            (x, expected) => 1e-7 * Math.Max(1, Math.Abs(x)));

    [Fact]
    public void Gelu_by_tanh_is_right_to_2e_7()
    {
        Sweep(
            Apply(Activation.GeluTanh),
            x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
            Absolute);
        Sweep(
            Apply(Activation.GeluFast),
            x => 0.5 * x * (1 + Math.Tanh(0.7978845608 * x * (1 + (0.044715 * x * x)))),
            Absolute);
    }

    [Fact]
    public void Silu_and_quick_gelu_are_right_to_2e_7()
    {
        Sweep(Apply(Activation.Silu), x => x / (1 + Math.Exp(-x)), Absolute);
        Sweep(Apply(Activation.QuickGelu), x => x / (1 + Math.Exp(-1.702 * x)), Absolute);
    }

    [Fact]
    public void Relu_keeps_what_is_positive_and_NaN() =>
        Sweep(Apply(Activation.Relu), x => double.IsNaN(x) ? x : Math.Max(x, 0), (_, _) => 0);

    [Theory]
    [MemberData(nameof(Activations))]
    public void All_tiers_agree_to_the_bit_whatever_the_length(Activation activation)
    {
        foreach (var length in Sample.Lengths)
        {
            float[][] inputs =
                [Sample.Normal(length, length, 3), Sample.WithSpecials(length, length), Sample.AnyBits(length, length)];
            foreach (var input in inputs)
            {
                var expected = Evaluate(input, values => Elementwise.Apply(values, activation, Tiers.Force(SimdTier.Scalar)));
                foreach (var tier in Tiers.Supported)
                {
                    Bits.AssertEqual(
                        expected,
                        Evaluate(input, values => Elementwise.Apply(values, activation, Tiers.Force(tier))),
                        $"{activation} {tier}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void The_forced_tier_is_the_one_that_runs(SimdTier tier)
    {
        var values = Sample.Normal(100, 1);
        foreach (var activation in Enum.GetValues<Activation>().Where(activation => activation != Activation.None))
        {
            Tiers.Run(tier, options => Elementwise.Apply(values, activation, options));
        }

        Tiers.Run(tier, options => Elementwise.Exp(values, options));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Threads_change_nothing(int threads)
    {
        var input = Sample.Normal(100_003, 5, 3);
        var expected = Evaluate(input, values => Elementwise.Apply(values, Activation.Gelu, Tiers.Force(KernelInfo.Best)));
        Bits.AssertEqual(
            expected,
            Evaluate(input, values => Elementwise.Apply(values, Activation.Gelu, Tiers.Force(KernelInfo.Best, threads))));
    }

    [Fact]
    public void No_such_activation_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Elementwise.Apply(new float[1], (Activation)99, KernelOptions.Default));

    private static SpanAction Apply(Activation activation) =>
        values => Elementwise.Apply(values, activation, KernelOptions.Default);

    private static double Absolute(double x, double expected) => 2e-7 * Math.Max(1, Math.Abs(x));

    private static float[] Evaluate(float[] input, SpanAction function)
    {
        var values = input.ToArray();
        function(values);
        return values;
    }

    // Bit patterns spread evenly over all there are, and every one of the specials.
    private static void Sweep(SpanAction function, Func<double, double> exact, Func<double, double, double> bound)
    {
        var count = LongRun.Count(100_000_000);
        var step = (double)uint.MaxValue / count;
        for (long first = -Block; first < count; first += Block)
        {
            var input = first < 0
                ? Sample.Specials
                : [.. Enumerable.Range(0, Block).Select(i => BitConverter.UInt32BitsToSingle((uint)((first + i) * step)))];
            var actual = Evaluate(input, function);
            for (var i = 0; i < input.Length; i++)
            {
                Check(input[i], exact(input[i]), actual[i], bound);
            }
        }
    }

    private static void Check(float x, double exact, float actual, Func<double, double, double> bound)
    {
        var rounded = (float)exact;
        if (float.IsNaN(rounded) || float.IsInfinity(rounded) || float.IsInfinity(actual))
        {
            // An overflow one unit off the threshold is as good as the largest number.
            var equal = Bits.Equal(rounded, actual) || (Math.Abs(exact) > 3.4028234e38 && MathF.Abs(actual) > 3.40282e38f);
            Assert.True(equal, $"f({x:R}) is {actual:R}, expected {rounded:R}");
            return;
        }

        var error = Math.Abs(actual - exact);
        if (!(error <= bound(x, exact)))
        {
            Assert.Fail($"f({x:R}) is {actual:R}, expected {exact:R}: {error / Unit(exact):F2} units in the last place.");
        }
    }

    // The distance between float32 at a number's magnitude.
    private static double Unit(double value)
    {
        var magnitude = MathF.Min(MathF.Abs((float)value), 3.4028233e38f);
        return (double)MathF.BitIncrement(magnitude) - magnitude;
    }

    // 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (2n+1)!!: all terms have one sign, so nothing cancels.
    private static double Erf(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) > 6)
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        double term = x, sum = x;
        for (var n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private delegate void SpanAction(Span<float> values);
}
