namespace Klue.Kernels;

/// <summary>Where a <see cref="PackedMatrix"/> takes the memory of its parts: fresh, or what a file holds already.</summary>
public interface IPackedMemory
{
    /// <summary>Whether the parts come filled, so that they are read and never set.</summary>
    bool IsFilled { get; }

    /// <summary>The memory of one part, which the matrix owns from then on.</summary>
    /// <param name="part">Which.</param>
    /// <param name="shape">Its dimensions; float32, bfloat16 (as ushort), Half, int8 and int32 elements, row-major.</param>
    /// <typeparam name="T">The type of its elements.</typeparam>
    NativeBuffer<T> Take<T>(PackedPart part, params ReadOnlySpan<long> shape)
        where T : unmanaged;
}
