namespace Klue.Kernels;

/// <summary>Working memory of the calling thread, kept for its next call: after warm-up nothing is allocated.</summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static NativeBuffer<float>? _buffer;

    /// <summary>At least <paramref name="length"/> elements of any content, 64-byte aligned, the thread's until its next call.</summary>
    public static float* Rent(nint length)
    {
        if (_buffer is null || _buffer.Length < length)
        {
            _buffer?.Dispose();
            _buffer = new NativeBuffer<float>(length);
        }

        return _buffer.Pointer;
    }
}
