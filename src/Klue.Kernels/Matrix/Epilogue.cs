using System.Runtime.CompilerServices;

namespace Klue.Kernels;

/// <summary>What every finished element of a product passes before it is the output: an activation, or the sum with a residual.</summary>
internal unsafe struct Epilogue
{
    /// <summary>Applied to each element, if there is one.</summary>
    public UnaryFunction Activation;

    /// <summary>Added to each element, if there is one.</summary>
    public float* Residual;
    public int ResidualStride;

    public readonly bool IsEmpty => Activation.IsNone && Residual is null;

    /// <summary>Passes on a block of a panel's elements, row after row without a gap, of which only the first columns are wanted.</summary>
    /// <param name="sums">[rows, width].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Elements of each row of the sums.</param>
    /// <param name="firstRow">The first of the rows in the output.</param>
    /// <param name="firstColumn">The first of the columns in the output.</param>
    /// <param name="columns">The columns that the output has.</param>
    /// <param name="output">The output's element at the first row and column.</param>
    /// <param name="outputStride">Elements from one row of the output to the next.</param>
    public readonly void Finish<TLanes>(float* sums, int rows, int width, int firstRow, int firstColumn, int columns, float* output, int outputStride)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (!Activation.IsNone)
        {
            Activation.Apply(sums, width, output, outputStride, rows, columns);
            return;
        }

        var residual = Residual is null ? null : Residual + ((nint)firstRow * ResidualStride) + firstColumn;
        Store<TLanes>(sums, width, residual, ResidualStride, output, outputStride, rows, columns);
    }

    [MethodImpl(HotLoop.Compiled)]
    private static void Store<TLanes>(
        float* sums, nint width, float* residual, nint residualStride, float* output, nint outputStride, int rows, int columns)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var row = 0; row < rows; row++, sums += width, output += outputStride)
        {
            var i = 0;
            for (; i <= columns - TLanes.Count; i += TLanes.Count)
            {
                var sum = TLanes.Load(sums + i);
                (residual is null ? sum : sum + TLanes.Load(residual + i)).Store(output + i);
            }

            for (; i < columns; i++)
            {
                output[i] = residual is null ? sums[i] : sums[i] + residual[i];
            }

            residual += residual is null ? 0 : residualStride;
        }
    }
}
