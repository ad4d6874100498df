namespace Klue.Kernels.Tests;

public class ReductionTests
{
    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Sums_keep_the_sixteen_partial_sums_of_the_specification(SimdTier tier)
    {
        foreach (var length in Sample.Lengths)
        {
            var left = Sample.Normal(length, length);
            var right = Sample.Normal(length, length + 1);
            Tiers.Run(tier, options =>
            {
                Bits.AssertEqual([Specification.Sum(left)], [Reduction.Sum(left, options)], $"sum of {length}");
                Bits.AssertEqual([Specification.Dot(left, right)], [Reduction.Dot(left, right, options)], $"dot of {length}");
                Bits.AssertEqual([Specification.Dot(left, left)], [Reduction.SumOfSquares(left, options)], $"squares of {length}");
            });
        }
    }

    [Theory]
    [MemberData(nameof(Tiers.All), MemberType = typeof(Tiers))]
    public void Specials_pass_through_as_the_specification_has_it(SimdTier tier)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var values = Sample.WithSpecials(seed, seed);
            Tiers.Run(tier, options =>
            {
                Bits.AssertEqual([Specification.Sum(values)], [Reduction.Sum(values, options)], "sum");
                Bits.AssertEqual(
                    [values.Aggregate(float.NegativeInfinity, MathF.Max)], [Reduction.Max(values, options)], "max");
            });
        }
    }

    [Fact]
    public void Sums_are_those_of_float64_to_rounding()
    {
        var values = Sample.Normal(10_000, 3);
        Assert.Equal(values.Sum(x => (double)x), Reduction.Sum(values, KernelOptions.Default), 1e-3);
        Assert.Equal(values.Sum(x => (double)x * x), Reduction.SumOfSquares(values, KernelOptions.Default), 1e-2);
    }

    [Fact]
    public void The_largest_is_the_first_of_equals_and_NaN_wins()
    {
        Assert.Equal(1, Reduction.ArgMax([1f, 3f, 3f, 2f]));
        Assert.Equal(0, Reduction.ArgMax([float.NegativeInfinity, float.NegativeInfinity]));
        Assert.Equal(2, Reduction.ArgMax([1f, float.PositiveInfinity, float.NaN, float.NaN]));
        Assert.Throws<ArgumentException>(() => Reduction.ArgMax([]));
        Assert.True(float.IsNaN(Reduction.Max([1f, float.NaN], KernelOptions.Default)));
        Assert.Equal(float.NegativeInfinity, Reduction.Max([], KernelOptions.Default));
    }

    [Fact]
    public void Vectors_of_two_lengths_have_no_product() =>
        Assert.Throws<ArgumentException>(() => Reduction.Dot([1f], [1f, 2f], KernelOptions.Default));
}
