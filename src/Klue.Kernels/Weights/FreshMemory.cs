namespace Klue.Kernels;

/// <summary>Zeroed memory for every part.</summary>
internal sealed class FreshMemory : IPackedMemory
{
    public static FreshMemory Instance { get; } = new();

    public bool IsFilled => false;

    public NativeBuffer<T> Take<T>(PackedPart part, params ReadOnlySpan<long> shape)
        where T : unmanaged => new(LengthOf(shape));

    /// <summary>Number of elements of a part.</summary>
    public static nint LengthOf(ReadOnlySpan<long> shape)
    {
        nint length = 1;
        foreach (var size in shape)
        {
            length = checked(length * (nint)size);
        }

        return length;
    }
}
