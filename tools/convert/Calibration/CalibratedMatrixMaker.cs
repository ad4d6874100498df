using Klue.Conversion.Packing;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Calibration;

/// <summary>
/// Rounds the weights of int8 for the inputs that texts really give them: inputs are smoothed, so that single large ones do not
/// coarsen the steps of all others, and weights rounded with error feedback.
/// </summary>
internal sealed class CalibratedMatrixMaker(WeightReader reader, TracedEncoder encoder, PackingOptions options) : IMatrixMaker
{
    private InputMoments? _moments;

    public PackedMatrix Make(PlannedMatrix planned)
    {
        var matrix = planned.Matrix;
        // Keys and values read what the queries read.
        if (_moments is null || matrix.Place != EncoderPlace.KeyValue)
        {
            _moments = encoder.InputOf(matrix);
        }

        using var exact = reader.Matrix(matrix, WeightFormat.F32, options.Split);
        var packed = planned.Format == WeightFormat.I8 ? Round(matrix, exact, _moments) : reader.Matrix(matrix, planned.Format, options.Split);
        encoder.Pass(matrix, exact);
        return packed;
    }

    public void Dispose() => encoder.Dispose();

    private PackedMatrix Round(EncoderMatrix matrix, PackedMatrix exact, InputMoments moments)
    {
        var (rows, columns, split) = (matrix.Rows, matrix.Columns, options.Split.Of(matrix.Place));
        var weights = new float[(long)rows * columns];
        for (var row = 0; row < rows; row++)
        {
            exact.CopyRow(row, weights.AsSpan(row * columns, columns));
        }

        var factors = Smoothing.Factors(weights, moments.Largest);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] /= factors[i % columns];
        }

        var feedback = new ErrorFeedback(moments.Scaled(factors), columns);
        var wholes = new sbyte[weights.Length];
        var scales = new float[rows];
        Parallel.For(0, rows, row =>
        {
            var own = weights.AsSpan(row * columns, columns);
            scales[row] = Quantization.ScaleOf(own, split);
            feedback.Round(own, scales[row], new WeightRoom(split, columns), wholes.AsSpan(row * columns, columns));
        });
        var packed = new PackedMatrix(rows, columns, WeightFormat.I8, split);
        packed.SetRows(0, wholes, scales, Biases(matrix));
        packed.SetInputFactors(factors);
        return packed;
    }

    private float[] Biases(EncoderMatrix matrix) => [.. matrix.Layers.SelectMany(layer => reader.Vector($"{layer}.bias", matrix.LayerRows))];
}
