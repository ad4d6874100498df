using System.Runtime.InteropServices;
using Klue.Checkpoints;
using Klue.Kernels;
using Klue.Safetensors;

namespace Klue.Conversion.Packing;

/// <summary>Writes the parts of a matrix to a packed file.</summary>
internal sealed class PartWriter(SafetensorsWriter writer, string matrix, Action<long> progress, CancellationToken cancellationToken) : IPackedVisitor
{
    private const int Step = 1 << 20;

    public void Visit<T>(PackedPart part, NativeBuffer<T> elements, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        for (nint done = 0; done < elements.Length; done += Step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bytes = MemoryMarshal.AsBytes(elements.Slice(done, (int)Math.Min(Step, elements.Length - done)));
            writer.Write(PackedWeights.NameOf(matrix, part), bytes);
            progress(bytes.Length);
        }
    }
}
