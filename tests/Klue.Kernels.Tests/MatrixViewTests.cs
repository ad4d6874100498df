namespace Klue.Kernels.Tests;

public class MatrixViewTests
{
    [Fact]
    public void Rows_and_ranges_of_columns_are_views_of_one_buffer()
    {
        var data = Enumerable.Range(0, 12).Select(i => (float)i).ToArray();
        var matrix = new MatrixView(data, 3, 3, 4);
        Assert.Equal([4f, 5f, 6f], matrix.Row(1).ToArray());
        Assert.Equal([9f, 10f], matrix.SliceColumns(1, 2).Row(2).ToArray());
        Assert.Equal([8f, 9f, 10f], matrix.SliceRows(2, 1).Row(0).ToArray());
        matrix.SliceColumns(2, 1).SliceRows(1, 1).Row(0)[0] = 100f;
        Assert.Equal(100f, data[6]);
        Assert.Equal(0, matrix.SliceRows(3, 0).Rows);
        Assert.Equal(0, matrix.SliceColumns(3, 0).Columns);
    }

    [Fact]
    public void The_last_row_needs_no_gap_after_it()
    {
        Assert.Equal(2, new MatrixView(new float[7], 2, 3, 4).Rows);
        Assert.Throws<ArgumentException>(() => new MatrixView(new float[6], 2, 3, 4).Rows);
    }

    [Fact]
    public void Shapes_that_make_no_sense_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView(new float[9], -1, 3).Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView(new float[9], 3, -1).Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView(new float[9], 1, 3, 2).Rows);
        Assert.Throws<ArgumentException>(() => new MatrixView(new float[9], int.MaxValue, int.MaxValue).Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView(new float[9], 3, 3).Row(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView(new float[9], 3, 3).Row(-1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView(new float[9], 3, 3).SliceRows(2, 2).Rows);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView(new float[9], 3, 3).SliceColumns(-1, 2).Rows);
    }

    [Theory]
    [InlineData(0, 16)]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 48)]
    [InlineData(768, 784)]
    [InlineData(2304, 2320)]
    [InlineData(3072, 3088)]
    public void Padded_strides_are_odd_numbers_of_cache_lines(int columns, int stride) =>
        Assert.Equal(stride, MatrixView.PaddedStride(columns));

    [Fact]
    public void Ranges_of_columns_side_by_side_do_not_overlap()
    {
        var data = new float[40];
        var matrix = new MatrixView(data, 4, 10);
        Assert.False(matrix.SliceColumns(0, 5).Overlaps(matrix.SliceColumns(5, 5)));
        Assert.False(matrix.SliceColumns(5, 5).Overlaps(matrix.SliceColumns(0, 5)));
        Assert.True(matrix.SliceColumns(0, 6).Overlaps(matrix.SliceColumns(5, 5)));
        Assert.True(matrix.SliceColumns(5, 5).Overlaps(matrix.SliceColumns(0, 6)));
        Assert.False(matrix.SliceRows(0, 2).Overlaps(matrix.SliceRows(2, 2)));
        Assert.True(matrix.Overlaps(new MatrixView(data, 8, 5)));
        Assert.False(matrix.Overlaps(new MatrixView(new float[40], 4, 10)));
    }
}
