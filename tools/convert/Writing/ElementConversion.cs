using System.Runtime.InteropServices;
using Klue.Checkpoints;

namespace Klue.Conversion.Writing;

/// <summary>Reads a tensor's elements as another float type, each rounded once, to nearest even.</summary>
internal sealed class ElementConversion
{
    /// <summary>The most elements that one call of <see cref="Read"/> converts.</summary>
    public const int MostElements = 1 << 18;

    private float[] _singles = [];
    private double[] _doubles = [];

    /// <summary>Whether the type is a real float that engines compute with, so that it can be made another.</summary>
    public static bool IsFloat(Dtype dtype) => dtype is Dtype.F16 or Dtype.BF16 or Dtype.F32 or Dtype.F64;

    /// <summary>Fills <paramref name="destination"/> with the bytes of the target's elements from <paramref name="first"/> on.</summary>
    public void Read(ITensorSource source, PlannedTensor tensor, long first, Span<byte> destination)
    {
        var (name, from, to) = (tensor.Source.Name, tensor.Source.Dtype, tensor.Target.Dtype);
        if (from == to)
        {
            source.ReadBytes(name, first * from.BitWidth / 8, destination);
            return;
        }

        if (to == Dtype.F32)
        {
            source.ReadSingle(name, first, MemoryMarshal.Cast<byte, float>(destination));
            return;
        }

        if (_singles.Length == 0)
        {
            _singles = new float[MostElements];
        }

        var singles = _singles.AsSpan(0, destination.Length * 8 / to.BitWidth);
        if (from == Dtype.F64)
        {
            ReadSticky(source, name, first, singles);
        }
        else
        {
            source.ReadSingle(name, first, singles);
        }

        if (to == Dtype.F16)
        {
            Kernels.Conversion.ToHalf(singles, MemoryMarshal.Cast<byte, Half>(destination));
        }
        else
        {
            Kernels.Conversion.ToBFloat16(singles, MemoryMarshal.Cast<byte, ushort>(destination));
        }
    }

    // Rounding float64 to float32 and then to 16 bits would round twice. Rounded to odd in between (cut off, the last bit set
    // if anything was lost) the second rounding sees on which side of a tie the number was (Boldo and Melquiond 2008).
    private void ReadSticky(ITensorSource source, string name, long first, Span<float> singles)
    {
        if (_doubles.Length == 0)
        {
            _doubles = new double[MostElements];
        }

        var doubles = _doubles.AsSpan(0, singles.Length);
        source.ReadBytes(name, first * sizeof(double), MemoryMarshal.AsBytes(doubles));
        for (var i = 0; i < doubles.Length; i++)
        {
            singles[i] = RoundToOdd(doubles[i]);
        }
    }

    private static float RoundToOdd(double value)
    {
        var nearest = (float)value;
        if (nearest == value || double.IsNaN(value))
        {
            return nearest;
        }

        var bits = BitConverter.SingleToUInt32Bits(nearest);
        var cut = Math.Abs((double)nearest) > Math.Abs(value) ? bits - 1 : bits;
        return BitConverter.UInt32BitsToSingle(cut | 1);
    }
}
