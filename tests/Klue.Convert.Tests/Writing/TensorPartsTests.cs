using Klue.Checkpoints;
using Klue.Conversion.Writing;

namespace Klue.Convert.Tests.Writing;

public sealed class TensorPartsTests
{
    private const long DataBegin = 30_152;

    [Theory]
    [InlineData(Dtype.F32, 700_001)]
    [InlineData(Dtype.BF16, 262_144)]
    [InlineData(Dtype.F64, 1_000_000)]
    [InlineData(Dtype.I8, 3)]
    [InlineData(Dtype.F6E2M3, 1_000_004)]
    public void Every_element_is_in_one_part_and_parts_begin_at_multiples_of_their_length(Dtype dtype, int count)
    {
        var tensor = new TensorInfo("b", dtype, new TensorShape(count)) with { Begin = 4_096 };
        var parts = All(new TensorParts(DataBegin, [new TensorInfo("a", Dtype.F32, new TensorShape(3)), tensor], [new PlannedTensor(tensor, tensor)]));

        var next = 0L;
        foreach (var part in parts)
        {
            Assert.Equal((next, next * dtype.BitWidth / 8), (part.First, part.ByteOffset));
            Assert.InRange(part.Count, 1, ElementConversion.MostElements);
            Assert.True(part.First == 0 || dtype.BitWidth < 8 || (DataBegin + tensor.Begin + part.ByteOffset) % (ElementConversion.MostElements * dtype.BitWidth / 8) == 0);
            next += part.Count;
        }

        Assert.Equal(count, next);
        Assert.Equal(tensor.ByteLength, parts.Sum(part => (long)part.ByteLength));
    }

    [Fact]
    public void A_tensor_without_elements_has_no_part_and_nothing_follows_a_stop()
    {
        TensorInfo[] places = [new("none", Dtype.F32, new TensorShape(0)), new("x", Dtype.F32, new TensorShape(ElementConversion.MostElements * 2))];
        var parts = new TensorParts(0, places, places.Select(place => new PlannedTensor(place, place)));

        Assert.Equal("x", parts.Next()?.Tensor.Target.Name);
        parts.Stop();
        Assert.Null(parts.Next());
    }

    private static List<TensorPart> All(TensorParts parts)
    {
        var all = new List<TensorPart>();
        while (parts.Next() is { } part)
        {
            all.Add(part);
        }

        return all;
    }
}
