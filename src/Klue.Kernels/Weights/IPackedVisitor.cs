namespace Klue.Kernels;

/// <summary>Is shown the parts of a <see cref="PackedMatrix"/>.</summary>
public interface IPackedVisitor
{
    /// <summary>One part: its elements, in the dimensions of <paramref name="shape"/>, row-major.</summary>
    void Visit<T>(PackedPart part, NativeBuffer<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged;
}
