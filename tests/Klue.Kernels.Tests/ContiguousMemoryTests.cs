namespace Klue.Kernels.Tests;

public class ContiguousMemoryTests
{
    [Fact]
    public unsafe void Panels_lie_one_after_another_and_outlive_the_memory()
    {
        PackedMatrix first, second;
        using (var memory = new ContiguousMemory(ContiguousMemory.BytesFor(100, 7, WeightFormat.F32) + ContiguousMemory.BytesFor(50, 3, WeightFormat.F32)))
        {
            first = new PackedMatrix(100, 7, WeightFormat.F32, default, memory);
            second = new PackedMatrix(50, 3, WeightFormat.F32, default, memory);
        }

        Assert.True(first.Panels + (first.PanelCount * first.Columns * PackedMatrix.PanelWidth * sizeof(float)) == second.Panels);
        first.Dispose();
        second.SetRows(0, [1, 2, 3], [4]);
        var row = new float[3];
        second.CopyRow(0, row);
        Assert.Equal([1, 2, 3], row);
        second.CopyRow(1, row);
        Assert.Equal([0, 0, 0], row);
        second.Dispose();
    }

    [Theory]
    [InlineData(WeightFormat.F32)]
    [InlineData(WeightFormat.BF16)]
    [InlineData(WeightFormat.F16)]
    [InlineData(WeightFormat.I8)]
    public void Every_format_finds_the_room_that_was_asked_for_and_no_more(WeightFormat format)
    {
        foreach (var (rows, columns) in ((int, int)[])[(1, 1), (48, 64), (49, 65), (2304, 768)])
        {
            using var memory = new ContiguousMemory(ContiguousMemory.BytesFor(rows, columns, format));
            new PackedMatrix(rows, columns, format, BitSplit.Fast, memory).Dispose();
            var error = Assert.Throws<InvalidOperationException>(() => new PackedMatrix(rows, columns, format, BitSplit.Fast, memory));
            Assert.Contains("are left", error.Message);
            memory.Dispose();
            Assert.Throws<ObjectDisposedException>(() => new PackedMatrix(rows, columns, format, BitSplit.Fast, memory));
        }
    }
}
