using CsCheck;
using Klue.Checkpoints;
using Klue.Conversion.Torch;
using Klue.Convert.Tests.Building;
using Klue.Tests;

namespace Klue.Convert.Tests.Torch;

public sealed class TorchViewTests
{
    private static readonly (Dtype Dtype, int Size)[] Types = [(Dtype.F32, 4), (Dtype.F64, 8), (Dtype.BF16, 2), (Dtype.U8, 1), (Dtype.I64, 8)];

    // Strides of any order, zero included: transposed, cut, stepped, expanded and overlapping views.
    private static readonly Gen<BuiltTensor> Views =
        from type in Gen.Int[0, Types.Length - 1].Select(i => Types[i])
        from offset in Gen.Int[0, 5]
        from dimensions in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 7]).Array[0, 4]
        let last = offset + dimensions.Sum(dimension => Math.Max(dimension.Item1 - 1, 0) * dimension.Item2)
        from spare in Gen.Int[1, 3]
        from bytes in Gen.Byte.Array[(last + spare) * type.Size]
        select new BuiltTensor(
            "view",
            new BuiltStorage("0", type.Dtype, bytes),
            offset,
            [.. dimensions.Select(dimension => (long)dimension.Item1)],
            [.. dimensions.Select(dimension => (long)dimension.Item2)]);

    [Fact]
    public void Any_view_inside_its_storage_is_read_row_major_in_both_forms()
    {
        using var folder = new TemporaryFolder();
        Views.Sample(
            view =>
            {
                var expected = view.RowMajorBytes();
                AssertBytes(folder, TorchBuilder.Zip([view]), expected);
                AssertBytes(folder, TorchBuilder.Legacy([view]), expected);
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void A_view_one_element_beyond_its_storage_is_refused()
    {
        using var folder = new TemporaryFolder();
        Views.Where(view => !view.Sizes.Contains(0)).Sample(
            view =>
            {
                var last = view.Offset + view.Sizes.Zip(view.Strides).Sum(dimension => (dimension.First - 1) * dimension.Second);
                var cut = view.Storage.Bytes[..(int)(last * view.Storage.Dtype.BitWidth / 8)];
                var exception = Assert.Throws<TorchFileException>(() => Open(folder, TorchBuilder.Zip([view with { Storage = view.Storage with { Bytes = cut } }])));
                Assert.Equal(TorchRule.View, exception.Rule);
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public void Parts_of_a_view_are_read_at_any_byte()
    {
        using var folder = new TemporaryFolder();
        var storage = BuiltStorage.Of<int>("0", Dtype.I32, [.. Enumerable.Range(0, 12)]);
        var transposed = new BuiltTensor("t", storage, 0, [4, 3], [1, 4]);
        using var file = Open(folder, TorchBuilder.Zip([transposed]));
        var expected = transposed.RowMajorBytes();
        for (var offset = 0; offset <= expected.Length; offset++)
        {
            for (var length = 0; length <= expected.Length - offset; length++)
            {
                var part = new byte[length];
                file.ReadBytes("t", offset, part);
                Assert.Equal(expected[offset..(offset + length)], part);
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadBytes("t", expected.Length, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadBytes("t", -1, new byte[1]));
        Assert.Throws<CheckpointException>(() => file.ReadBytes("u", 0, new byte[1]));
    }

    [Fact]
    public void Tensors_over_one_storage_are_reported_tied_when_they_are_the_same_view()
    {
        using var folder = new TemporaryFolder();
        var (shared, cut) = (BuiltStorage.Of<float>("0", Dtype.F32, 1, 2, 3, 4), BuiltStorage.Of<float>("1", Dtype.F32, 5, 6));
        using var file = Open(
            folder,
            TorchBuilder.Zip([BuiltTensor.Packed("a", shared, 2, 2), BuiltTensor.Packed("b", shared, 2, 2), BuiltTensor.Packed("c", cut, 2), new BuiltTensor("d", cut, 1, [1], [1])]));

        Assert.Equal([true, false], file.SharedStorages.Select(storage => storage.IsTied));
        Assert.Equal(["a", "b"], file.SharedStorages[0].Tensors);
        Assert.Equal(["c", "d"], file.SharedStorages[1].Tensors);
    }

    [Fact]
    public void A_view_that_repeats_one_element_without_end_is_refused()
    {
        using var folder = new TemporaryFolder();
        var one = BuiltStorage.Of<float>("0", Dtype.F32, 1);

        using var small = Open(folder, TorchBuilder.Zip([new BuiltTensor("t", one, 0, [1000, 1000], [0, 0])]));
        Assert.Equal(4_000_000, small.Tensors[0].ByteLength);
        var exception = Assert.Throws<TorchFileException>(() => Open(folder, TorchBuilder.Zip([new BuiltTensor("t", one, 0, [1000, 1000, 1000], [0, 0, 0])])));
        Assert.Equal(TorchRule.View, exception.Rule);
    }

    private static void AssertBytes(TemporaryFolder folder, byte[] content, byte[] expected)
    {
        using var file = Open(folder, content);
        var bytes = new byte[file.Tensors[0].ByteLength];
        file.ReadBytes("view", 0, bytes);
        Assert.Equal(expected, bytes);
    }

    private static TorchFile Open(TemporaryFolder folder, byte[] content)
    {
        File.WriteAllBytes(folder.File("t.bin"), content);
        return TorchFile.Open(folder.File("t.bin"));
    }
}
