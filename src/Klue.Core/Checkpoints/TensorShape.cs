using System.Globalization;

namespace Klue.Checkpoints;

/// <summary>
/// The sizes of a tensor's dimensions, slowest first. The file format allows any unsigned 64-bit size beside a zero one,
/// so dimensions are read as <see cref="ulong"/>; rank 0 is a scalar.
/// </summary>
public readonly struct TensorShape : IEquatable<TensorShape>
{
    private const int ShownRank = 12;

    private readonly ulong[]? _dimensions;

    /// <summary>Makes a shape of the given sizes.</summary>
    /// <exception cref="OverflowException">A size is negative.</exception>
    public TensorShape(params ReadOnlySpan<long> dimensions)
    {
        _dimensions = new ulong[dimensions.Length];
        for (var i = 0; i < dimensions.Length; i++)
        {
            _dimensions[i] = checked((ulong)dimensions[i]);
        }
    }

    internal TensorShape(ulong[] dimensions) => _dimensions = dimensions;

    /// <summary>The sizes, slowest dimension first.</summary>
    public ReadOnlySpan<ulong> Dimensions => _dimensions;

    /// <summary>The number of dimensions.</summary>
    public int Rank => Dimensions.Length;

    /// <summary>The size of one dimension.</summary>
    public ulong this[int dimension] => Dimensions[dimension];

    /// <summary>Whether this is exactly the expected shape.</summary>
    public bool Matches(ReadOnlySpan<long> expected)
    {
        if (expected.Length != Rank)
        {
            return false;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] < 0 || Dimensions[i] != (ulong)expected[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The product of the sizes; false when a step of it, from the left, leaves 64 bits.</summary>
    internal bool TryCountElements(out ulong count)
    {
        count = 1;
        foreach (var size in Dimensions)
        {
            if (Math.BigMul(count, size, out count) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape other) => Dimensions.SequenceEqual(other.Dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var size in Dimensions)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes are the same.</summary>
    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);

    /// <summary>The shape as <c>[32000, 768]</c>; of very high ranks only the beginning.</summary>
    public override string ToString()
    {
        var shown = Dimensions[..Math.Min(Rank, ShownRank)].ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture));
        return Rank <= ShownRank
            ? $"[{string.Join(", ", shown)}]"
            : $"[{string.Join(", ", shown)}, ...] of rank {Rank}";
    }
}
