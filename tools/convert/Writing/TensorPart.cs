using Klue.Checkpoints;

namespace Klue.Conversion.Writing;

/// <summary>Some elements of a tensor, as many as are read, converted and written at a time.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="First">Its first element that belongs to the part.</param>
/// <param name="Count">The number of elements.</param>
internal sealed record TensorPart(PlannedTensor Tensor, long First, long Count)
{
    /// <summary>Where the part begins in the target's tensor, in bytes.</summary>
    public long ByteOffset => First * Tensor.Target.Dtype.BitWidth / 8;

    /// <summary>The size of the part in the target, in bytes.</summary>
    public int ByteLength => (int)(Count * Tensor.Target.Dtype.BitWidth / 8);
}
