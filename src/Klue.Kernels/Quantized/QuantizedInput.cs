namespace Klue.Kernels;

/// <summary>
/// The input of an int8 product, quantised row by row: x is about scale * (q - zero). The memory is the calling thread's own, until
/// its next product.
/// </summary>
internal readonly unsafe struct QuantizedInput
{
    private const int Line = 64;

    private QuantizedInput(byte* values, int stride, float* scales, int* zeros)
    {
        Values = values;
        Stride = stride;
        Scales = scales;
        Zeros = zeros;
    }

    /// <summary>[M, stride]: K numbers from 0 to the split's limit, and whatever behind them.</summary>
    public byte* Values { get; }

    /// <summary>Bytes from one row to the next: an odd number of cache lines, as <see cref="MatrixView.PaddedStride"/> has it.</summary>
    public int Stride { get; }

    /// <summary>[M].</summary>
    public float* Scales { get; }

    /// <summary>What stands for 0 in each row, [M].</summary>
    public int* Zeros { get; }

    /// <summary>Quantises a matrix of [rows, columns].</summary>
    /// <param name="input">The elements.</param>
    /// <param name="inputStride">Elements from one row to the next.</param>
    /// <param name="rows">M.</param>
    /// <param name="columns">K.</param>
    /// <param name="factors">Multiplied into every row first, [K].</param>
    /// <param name="limit">The largest quantised number.</param>
    /// <param name="options">How to run.</param>
    public static QuantizedInput Make(float* input, int inputStride, int rows, int columns, float* factors, int limit, KernelOptions options)
    {
        var stride = (((columns + Line - 1) / Line) | 1) * Line;
        var scalesLength = (rows + Line - 1) / Line * Line;
        var floats = checked((2 * (nint)scalesLength) + ((nint)rows * stride / sizeof(float)));
        var memory = Scratch.RentForCall(floats);
        var quantized = new QuantizedInput((byte*)(memory + (2 * scalesLength)), stride, memory, (int*)(memory + scalesLength));
        var kernel = new RowQuantizer { Input = input, InputStride = inputStride, Columns = columns, Factors = factors, Limit = limit, Output = quantized };
        RangeDispatch.Run(ref kernel, rows, columns, options);
        return quantized;
    }
}
