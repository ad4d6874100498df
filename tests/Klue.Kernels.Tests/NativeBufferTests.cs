namespace Klue.Kernels.Tests;

public unsafe class NativeBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Memory_is_zero_and_on_a_cache_line(int length)
    {
        using var buffer = new NativeBuffer<float>(length);
        Assert.Equal(0, (nint)buffer.Pointer % NativeBuffer<float>.Alignment);
        Assert.Equal(length, buffer.Span.Length);
        Assert.True(buffer.Span.IndexOfAnyExcept(0f) < 0);
        buffer.Span.Fill(1f);
        Assert.Equal(length, buffer.Length);
        Assert.Equal(length * sizeof(float), buffer.ByteLength);
    }

    [Fact]
    public void Slices_stay_inside()
    {
        using var buffer = new NativeBuffer<int>(10);
        buffer.Slice(3, 4).Fill(5);
        Assert.Equal([0, 0, 0, 5, 5, 5, 5, 0, 0, 0], buffer.Span.ToArray());
        Assert.True(buffer.Slice(10, 0).IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(7, 4).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(-1, 1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(0, -1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Slice(0, 11).Length);
    }

    [Fact]
    public void Use_after_disposal_is_an_error()
    {
        var buffer = new NativeBuffer<byte>(10);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => buffer.Slice(0, 1).Length);
    }

    [Fact]
    public void Sizes_beyond_reason_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NativeBuffer<float>(-1));
        Assert.Throws<OverflowException>(() => new NativeBuffer<float>(nint.MaxValue));
        Assert.Throws<OutOfMemoryException>(() => new NativeBuffer<float>(nint.MaxValue / 8));
    }

    [Fact]
    public void A_buffer_Longer_than_any_span_is_reached_by_slices()
    {
        // Pages that nobody touches take no memory.
        var longer = unchecked((nint)(int.MaxValue + 10L));
        using var buffer = new NativeBuffer<byte>(longer);
        buffer.Slice(longer - 1, 1)[0] = 1;
        Assert.Throws<OverflowException>(() => buffer.Span.Length);
    }
}
