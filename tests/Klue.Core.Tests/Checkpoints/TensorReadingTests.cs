using System.Runtime.InteropServices;
using Klue.Checkpoints;

namespace Klue.Core.Tests.Checkpoints;

public sealed class TensorReadingTests
{
    [Fact]
    public void All_halves_widen_exactly()
    {
        var halves = Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).ToArray();
        using var tensors = new InMemoryTensors().Add<Half>("h", Dtype.F16, [256, 256], halves);
        var values = new float[halves.Length];

        tensors.ReadSingle("h", 0, values);

        Assert.Equal(halves.Select(half => (float)half), values);
    }

    [Fact]
    public void All_bfloats_are_the_upper_half_of_a_single()
    {
        var bfloats = Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits).ToArray();
        using var tensors = new InMemoryTensors().Add<ushort>("b", Dtype.BF16, [1 << 16], bfloats);
        var values = new float[bfloats.Length];

        tensors.ReadSingle("b", 0, values);

        Assert.Equal(bfloats.Select(bits => (uint)bits << 16), MemoryMarshal.Cast<float, uint>(values).ToArray());
    }

    [Fact]
    public void Doubles_round_to_the_nearest_single()
    {
        double[] doubles = [0.1, -1e-45, 1e300, double.NegativeInfinity, double.NaN, 1 + 1e-12];
        using var tensors = new InMemoryTensors().Add<double>("d", Dtype.F64, [6], doubles);
        var values = new float[6];

        tensors.ReadSingle("d", 0, values);

        Assert.Equal([0.1f, -1.4e-45f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1], values);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(70_000, 1)]
    [InlineData(1, 69_000)]
    public void A_range_is_read_as_it_stands_in_the_whole(int first, int count)
    {
        var halves = Enumerable.Range(0, 70_001).Select(i => (Half)(i % 1000)).ToArray();
        using var tensors = new InMemoryTensors().Add<Half>("h", Dtype.F16, [70_001], halves);
        var values = new float[count];

        tensors.ReadSingle("h", first, values);

        Assert.Equal(halves.Skip(first).Take(count).Select(half => (float)half), values);
        Assert.Throws<ArgumentOutOfRangeException>(() => tensors.ReadSingle("h", first + 70_002 - count, values));
    }

    [Theory]
    [InlineData(Dtype.Bool)]
    [InlineData(Dtype.I8)]
    [InlineData(Dtype.F8E4M3)]
    public void Other_types_are_refused_by_name(Dtype dtype)
    {
        using var tensors = new InMemoryTensors().Add<byte>("t", dtype, [1], 0);

        var exception = Assert.Throws<CheckpointException>(() => tensors.ReadSingle("t", 0, new float[1]));

        Assert.Equal(dtype.FileName, exception.Found);
    }
}
