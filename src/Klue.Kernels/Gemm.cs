namespace Klue.Kernels;

/// <summary>
/// Matrix products with packed weights. Every element of the output starts at the bias, takes its products over k
/// ascending in a fixed cut of segments, and then passes the epilogue, whatever the tier, the threads and the other rows.
/// </summary>
public static unsafe class Gemm
{
    /// <summary>output = activation(input W^T + b).</summary>
    /// <param name="input">[M, K].</param>
    /// <param name="weights">[N, K] and its bias [N].</param>
    /// <param name="output">[M, N]; shares no element with the input.</param>
    /// <param name="activation">Applied to every element while it is in cache.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="ArgumentException">Shapes do not fit together, or the output lies over the input.</exception>
    /// <exception cref="ObjectDisposedException">The weights were disposed of.</exception>
    public static void Multiply(
        MatrixView input, PackedMatrix weights, MatrixView output, Activation activation, KernelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfMisfit(input, weights, output);
        fixed (float* a = input, c = output)
        {
            Multiply(a, input, weights, c, output, new Epilogue { Activation = UnaryFunction.Of(activation, options.Tier) }, options);
        }
    }

    /// <summary>output = (input W^T + b) + residual.</summary>
    /// <param name="input">[M, K].</param>
    /// <param name="weights">[N, K] and its bias [N].</param>
    /// <param name="residual">[M, N]; may be the output itself.</param>
    /// <param name="output">[M, N]; shares no element with the input.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="ArgumentException">
    /// Shapes do not fit together, the output lies over the input, or over the residual without being the same.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The weights were disposed of.</exception>
    public static void MultiplyAdd(
        MatrixView input, PackedMatrix weights, MatrixView residual, MatrixView output, KernelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfMisfit(input, weights, output);
        if (residual.Rows != output.Rows || residual.Columns != output.Columns)
        {
            throw new ArgumentException(
                $"The residual is {residual.Rows} x {residual.Columns}, the output {output.Rows} x {output.Columns}.", nameof(residual));
        }

        if (output.OverlapsPartly(residual))
        {
            throw new ArgumentException("The output lies over the residual without being the same.", nameof(residual));
        }

        fixed (float* a = input, r = residual, c = output)
        {
            Multiply(a, input, weights, c, output, new Epilogue { Residual = r, ResidualStride = residual.Stride }, options);
        }
    }

    private static void Multiply(
        float* a, MatrixView input, PackedMatrix weights, float* c, MatrixView output, Epilogue epilogue, KernelOptions options)
    {
        if (output.Rows == 0 || output.Columns == 0)
        {
            return;
        }

        if (weights.Format == WeightFormat.I8)
        {
            IntegerGemmCall.Run(a, input, weights, c, output, epilogue, options);
        }
        else
        {
            var call = new GemmCall(a, input, weights, c, output, options.Tier) { Epilogue = epilogue };
            call.Run(options.MaxDegreeOfParallelism);
        }

        GC.KeepAlive(weights);
    }

    private static void ThrowIfMisfit(MatrixView input, PackedMatrix weights, MatrixView output)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (input.Columns != weights.Columns || output.Columns != weights.Rows || input.Rows != output.Rows)
        {
            throw new ArgumentException(
                $"Weights of {weights.Rows} x {weights.Columns} turn [M, {weights.Columns}] into [M, {weights.Rows}]; " +
                $"the input is {input.Rows} x {input.Columns}, the output {output.Rows} x {output.Columns}.");
        }

        if (input.Overlaps(output))
        {
            throw new ArgumentException("The output lies over the input.", nameof(output));
        }
    }
}
