using Klue.Kernels;

namespace Klue.Conversion.Calibration;

/// <summary>What the texts give a matrix to read: sums of the products of every two inputs, and the largest magnitude of each.</summary>
internal sealed class InputMoments(int columns)
{
    private readonly double[] _products = new double[(long)columns * columns];

    /// <summary>The largest magnitude of each input, [K].</summary>
    public float[] Largest { get; } = new float[columns];

    /// <summary>Adds rows of inputs, [T, K].</summary>
    public void Add(MatrixView inputs)
    {
        var turned = new float[(long)columns * inputs.Rows];
        for (var row = 0; row < inputs.Rows; row++)
        {
            var values = inputs.Row(row);
            for (var k = 0; k < columns; k++)
            {
                turned[k * inputs.Rows + row] = values[k];
                Largest[k] = MathF.Max(Largest[k], MathF.Abs(values[k]));
            }
        }

        // X^T X as a product of the inputs with themselves.
        using var packed = new PackedMatrix(columns, inputs.Rows);
        packed.SetRows(0, turned);
        var products = new float[(long)columns * columns];
        Gemm.Multiply(new MatrixView(turned, columns, inputs.Rows), packed, new MatrixView(products, columns, columns), Activation.None, KernelOptions.Default);
        for (var i = 0; i < products.Length; i++)
        {
            _products[i] += products[i];
        }
    }

    /// <summary>The products of inputs that are multiplied with factors first, [K, K].</summary>
    public double[] Scaled(ReadOnlySpan<float> factors)
    {
        var scaled = new double[_products.Length];
        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                scaled[i * columns + j] = _products[i * columns + j] * factors[i] * factors[j];
            }
        }

        return scaled;
    }
}
