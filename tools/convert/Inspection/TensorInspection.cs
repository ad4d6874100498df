using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Klue.Checkpoints;

namespace Klue.Conversion.Inspection;

/// <summary>Reads tensors once, part by part, and sums up their values.</summary>
internal static class TensorInspection
{
    private const int Step = 4 << 20;

    /// <exception cref="KlueException">The file cannot be read any more.</exception>
    public static TensorSummary Summarize(ITensorSource source, TensorInfo tensor, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var statistics = new TensorStatistics();
        var buffer = new byte[Math.Min(tensor.ByteLength, Step)];
        var isNumeric = true;
        for (var offset = 0L; offset < tensor.ByteLength; offset += Step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = buffer.AsSpan(0, (int)Math.Min(Step, tensor.ByteLength - offset));
            source.ReadBytes(tensor.Name, offset, part);
            hash.AppendData(part);
            isNumeric = TryAdd(statistics, tensor.Dtype, part);
        }

        return new TensorSummary(System.Convert.ToHexStringLower(hash.GetHashAndReset()), isNumeric ? statistics : null);
    }

    private static bool TryAdd(TensorStatistics statistics, Dtype dtype, ReadOnlySpan<byte> part)
    {
        switch (dtype)
        {
            case Dtype.F16: Add<Half>(statistics, part); break;
            case Dtype.F32: Add<float>(statistics, part); break;
            case Dtype.F64: Add<double>(statistics, part); break;
            case Dtype.U8 or Dtype.Bool: Add<byte>(statistics, part); break;
            case Dtype.I8: Add<sbyte>(statistics, part); break;
            case Dtype.I16: Add<short>(statistics, part); break;
            case Dtype.U16: Add<ushort>(statistics, part); break;
            case Dtype.I32: Add<int>(statistics, part); break;
            case Dtype.U32: Add<uint>(statistics, part); break;
            case Dtype.I64: Add<long>(statistics, part); break;
            case Dtype.U64: Add<ulong>(statistics, part); break;
            case Dtype.BF16: AddBFloat16(statistics, part); break;
            default: return false;
        }

        return true;
    }

    private static void Add<T>(TensorStatistics statistics, ReadOnlySpan<byte> part)
        where T : unmanaged, INumber<T>
    {
        foreach (var value in MemoryMarshal.Cast<byte, T>(part))
        {
            statistics.Add(double.CreateChecked(value));
        }
    }

    private static void AddBFloat16(TensorStatistics statistics, ReadOnlySpan<byte> part)
    {
        foreach (var bits in MemoryMarshal.Cast<byte, ushort>(part))
        {
            statistics.Add(BitConverter.UInt32BitsToSingle((uint)bits << 16));
        }
    }
}
