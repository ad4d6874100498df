using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>A GRU cell (Cho et al. 2014, arXiv 1406.1078) with PyTorch's gates: reset, update, new, in blocks of rows.</summary>
internal sealed class Gru : IDisposable
{
    private const int Gates = 3;

    private readonly PackedMatrix _input;
    private readonly PackedMatrix _recurrent;

    private Gru(PackedMatrix input, PackedMatrix recurrent)
    {
        _input = input;
        _recurrent = recurrent;
    }

    public int HiddenSize => _recurrent.Columns;

    /// <summary>Loads the first layer of <c>torch.nn.GRU</c>.</summary>
    /// <exception cref="Checkpoints.CheckpointException">A tensor is missing or misshapen.</exception>
    public static Gru Load(HeadTensors tensors, string name)
    {
        var (_, hidden) = tensors.Matrix($"{name}.weight_hh_l0");
        var (_, input) = tensors.Matrix($"{name}.weight_ih_l0");
        return new Gru(
            tensors.Linear($"{name}.weight_ih_l0", $"{name}.bias_ih_l0", Gates * hidden, input),
            tensors.Linear($"{name}.weight_hh_l0", $"{name}.bias_hh_l0", Gates * hidden, hidden));
    }

    /// <summary>One step of every row: n = tanh(W_in x + b_in + r (W_hn h + b_hn)), h' = (1 - z) n + z h.</summary>
    /// <param name="input">x, [B, input].</param>
    /// <param name="hidden">h, replaced by h', [B, hidden].</param>
    /// <param name="options">How to run.</param>
    public void Step(MatrixView input, MatrixView hidden, KernelOptions options)
    {
        var size = HiddenSize;
        var (fromInput, fromHidden) = (new DenseMatrix(input.Rows, Gates * size), new DenseMatrix(input.Rows, Gates * size));
        Gemm.Multiply(input, _input, fromInput, Activation.None, options);
        Gemm.Multiply(hidden, _recurrent, fromHidden, Activation.None, options);
        for (var row = 0; row < input.Rows; row++)
        {
            var x = fromInput.Row(row);
            var h = fromHidden.Row(row);
            var state = hidden.Row(row);
            var reset = x[..size];
            var update = x[size..(2 * size)];
            var candidate = x[(2 * size)..];
            for (var i = 0; i < 2 * size; i++)
            {
                x[i] += h[i];
            }

            Elementwise.Apply(x[..(2 * size)], Activation.Sigmoid, options);
            for (var i = 0; i < size; i++)
            {
                candidate[i] += reset[i] * h[(2 * size) + i];
            }

            Elementwise.Apply(candidate, Activation.Tanh, options);
            for (var i = 0; i < size; i++)
            {
                state[i] = ((1 - update[i]) * candidate[i]) + (update[i] * state[i]);
            }
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        _recurrent.Dispose();
    }
}
