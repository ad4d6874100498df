using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Klue.Kernels;

namespace Klue.Checkpoints;

/// <summary>Reading the tensors of any source as numbers.</summary>
public static class TensorReading
{
    private const int ConversionBytes = 1 << 16;

    extension(ITensorSource source)
    {
        /// <summary>Looks a tensor up by its exact name.</summary>
        /// <exception cref="CheckpointException">There is none.</exception>
        public TensorInfo GetTensor(string name) => source.TryGetTensor(name, out var tensor)
            ? tensor
            : throw new CheckpointException(source.Path, name, "a tensor of this name", "none");

        /// <summary>Looks a tensor up and holds its shape against the expected one.</summary>
        /// <exception cref="CheckpointException">There is none, or it has another shape.</exception>
        public TensorInfo GetTensor(string name, ReadOnlySpan<long> expectedShape)
        {
            var tensor = source.GetTensor(name);
            return tensor.Shape.Matches(expectedShape)
                ? tensor
                : throw new CheckpointException(source.FileOf(name), name, $"shape {new TensorShape(expectedShape)}", $"{tensor.Shape}");
        }

        /// <summary>
        /// Reads the elements from <paramref name="first"/> on, counted in row-major order, as many as
        /// <paramref name="destination"/> takes: F32 as they are, F16 and BF16 exactly, F64 rounded to the nearest.
        /// </summary>
        /// <exception cref="CheckpointException">The tensor is missing or of a type that is no real float.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The range leaves the tensor.</exception>
        /// <exception cref="IO.FileAccessException">The file cannot be read any more.</exception>
        public void ReadSingle(string name, long first, Span<float> destination)
        {
            var tensor = source.GetTensor(name);
            ArgumentOutOfRangeException.ThrowIfNegative(first);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(first, tensor.ElementCount - destination.Length);
            switch (tensor.Dtype)
            {
                case Dtype.F32:
                    source.ReadBytes(name, first * sizeof(float), MemoryMarshal.AsBytes(destination));
                    break;
                case Dtype.F16:
                    ReadConverted<Half>(source, name, first, destination, Conversion.ToSingle);
                    break;
                case Dtype.BF16:
                    ReadConverted<ushort>(source, name, first, destination, Conversion.ToSingle);
                    break;
                case Dtype.F64:
                    ReadConverted<double>(source, name, first, destination, Conversion.ToSingle);
                    break;
                default:
                    throw new CheckpointException(
                        source.FileOf(name), name, "elements of type F32, F16, BF16 or F64", tensor.Dtype.FileName);
            }
        }
    }

    private static void ReadConverted<T>(
        ITensorSource source, string name, long first, Span<float> destination, Action<ReadOnlySpan<T>, Span<float>> convert)
        where T : unmanaged
    {
        var buffer = ArrayPool<T>.Shared.Rent(Math.Min(destination.Length, ConversionBytes / Unsafe.SizeOf<T>()));
        try
        {
            while (!destination.IsEmpty)
            {
                var part = buffer.AsSpan(0, Math.Min(buffer.Length, destination.Length));
                source.ReadBytes(name, first * Unsafe.SizeOf<T>(), MemoryMarshal.AsBytes(part));
                convert(part, destination[..part.Length]);
                first += part.Length;
                destination = destination[part.Length..];
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(buffer);
        }
    }
}
