using System.Buffers;

namespace Klue.Pipelines;

/// <summary>Room for the numbers of one batch, given back when disposed of; what it holds at first is left over.</summary>
internal readonly ref struct RentedFloats(int length) : IDisposable
{
    private readonly float[] _array = ArrayPool<float>.Shared.Rent(length);

    public Span<float> Span => _array.AsSpan(0, length);

    public void Dispose() => ArrayPool<float>.Shared.Return(_array);
}
