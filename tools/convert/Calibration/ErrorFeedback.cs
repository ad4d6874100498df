using System.Numerics;
using System.Runtime.InteropServices;
using Klue.Kernels;

namespace Klue.Conversion.Calibration;

/// <summary>
/// Rounds the weights of a linear layer so that its products with typical inputs change least (Frantar et al. 2022, GPTQ, arXiv
/// 2210.17323): the columns of a row are rounded one after another, and the columns still to come take up the error of each.
/// </summary>
internal sealed class ErrorFeedback
{
    // Of the mean of the diagonal: columns that the texts never used would otherwise take up any error.
    private const double Damping = 0.01;

    private readonly int _columns;

    // Upper triangular, [K, K]: U^T U is the inverse of the moments.
    private readonly float[] _factor;

    /// <param name="moments">The sums of the products of every two inputs over the texts, [K, K]; overwritten.</param>
    /// <param name="columns">K.</param>
    public ErrorFeedback(double[] moments, int columns)
    {
        _columns = columns;
        Damp(moments, columns);

        // H = V V^T with V upper triangular is the Cholesky decomposition counted from the end; then U is the inverse of V.
        Array.Reverse(moments);
        Decompose(moments, columns);
        Invert(moments, columns);
        Array.Reverse(moments);
        _factor = new float[moments.Length];
        for (var i = 0; i < moments.Length; i++)
        {
            _factor[i] = (float)moments[i];
        }
    }

    /// <summary>Rounds one row, [K], to whole numbers.</summary>
    /// <param name="row">The weights; overwritten.</param>
    /// <param name="scale">What one is worth.</param>
    /// <param name="room">That of the row, none of it taken yet.</param>
    /// <param name="destination">Takes the whole numbers.</param>
    public void Round(Span<float> row, float scale, WeightRoom room, Span<sbyte> destination)
    {
        for (var k = 0; k < _columns; k++)
        {
            var whole = scale == 0 ? 0f : room.Take(k, MathF.Round(row[k] / scale));
            destination[k] = (sbyte)whole;
            var factors = _factor.AsSpan(k * _columns + k, _columns - k);
            Subtract(row[k..], factors, (row[k] - whole * scale) / factors[0]);
        }
    }

    private static void Damp(double[] moments, int columns)
    {
        var mean = 0.0;
        for (var k = 0; k < columns; k++)
        {
            mean += moments[k * columns + k] / columns;
        }

        for (var k = 0; k < columns; k++)
        {
            moments[k * columns + k] += Math.Max(Damping * mean, double.Epsilon);
        }
    }

    // L of L L^T into the lower triangle, row by row (Banachiewicz).
    private static void Decompose(double[] matrix, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var row = matrix.AsSpan(i * size, size);
            for (var j = 0; j < i; j++)
            {
                row[j] = (row[j] - Dot(row[..j], matrix.AsSpan(j * size, j))) / matrix[j * size + j];
            }

            row[i] = Math.Sqrt(Math.Max(row[i] - Dot(row[..i], row[..i]), double.Epsilon));
            row[(i + 1)..].Clear();
        }
    }

    // The inverse of a lower triangle, in its place: row i takes what the rows above it have become.
    private static void Invert(double[] lower, int size)
    {
        var inverse = new double[size];
        for (var i = 0; i < size; i++)
        {
            var row = lower.AsSpan(i * size, size);
            inverse.AsSpan().Clear();
            for (var j = 0; j < i; j++)
            {
                Add(inverse.AsSpan(0, j + 1), lower.AsSpan(j * size, j + 1), row[j]);
            }

            for (var j = 0; j < i; j++)
            {
                row[j] = -inverse[j] / row[i];
            }

            row[i] = 1 / row[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var lefts = MemoryMarshal.Cast<double, Vector<double>>(left);
        var rights = MemoryMarshal.Cast<double, Vector<double>>(right);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < lefts.Length; i++)
        {
            sums += lefts[i] * rights[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = lefts.Length * Vector<double>.Count; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static void Add(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] += sources[i] * factor;
        }

        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }

    private static void Subtract(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        var targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        var sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] -= sources[i] * factor;
        }

        for (var i = targets.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] -= source[i] * factor;
        }
    }
}
