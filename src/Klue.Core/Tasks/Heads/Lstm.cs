using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>
/// One direction of an LSTM layer (Hochreiter and Schmidhuber 1997) with PyTorch's gates: input, forget, cell, output, in blocks of rows.
/// The products with the inputs are one GEMM over all steps; each further step is one GEMM over all sequences that still run.
/// </summary>
internal sealed class Lstm : IDisposable
{
    private const int Gates = 4;

    private readonly PackedMatrix _input;
    private readonly PackedMatrix _recurrent;

    private Lstm(PackedMatrix input, PackedMatrix recurrent)
    {
        _input = input;
        _recurrent = recurrent;
    }

    public int InputSize => _input.Columns;

    public int HiddenSize => _recurrent.Columns;

    /// <summary>Loads the first layer of <c>torch.nn.LSTM</c>.</summary>
    /// <param name="tensors">The tensors.</param>
    /// <param name="name">The name of the module.</param>
    /// <param name="suffix"><c>_reverse</c> for the direction from the end.</param>
    /// <exception cref="Checkpoints.CheckpointException">A tensor is missing or misshapen, or there is a second layer.</exception>
    public static Lstm Load(HeadTensors tensors, string name, string suffix = "")
    {
        var (_, hidden) = tensors.Matrix($"{name}.weight_hh_l0{suffix}");
        var (_, input) = tensors.Matrix($"{name}.weight_ih_l0{suffix}");
        var second = $"{name}.weight_ih_l1{suffix}";
        return !tensors.Has(second)
            ? new Lstm(
                tensors.Linear($"{name}.weight_ih_l0{suffix}", $"{name}.bias_ih_l0{suffix}", Gates * hidden, input),
                tensors.Linear($"{name}.weight_hh_l0{suffix}", $"{name}.bias_hh_l0{suffix}", Gates * hidden, hidden))
            : throw tensors.Misfit(second, "an LSTM of one layer", "a second one");
    }

    /// <summary>Runs over sequences that lie one after another.</summary>
    /// <param name="input">[T, input].</param>
    /// <param name="starts">The first row of each sequence, and T at the end, [B+1].</param>
    /// <param name="reverse">Whether each sequence is read from its end; its outputs keep the places of their inputs.</param>
    /// <param name="hidden">[B, hidden]: h before the first step, and after the call after the last.</param>
    /// <param name="cell">[B, hidden]: c likewise.</param>
    /// <param name="output">Takes h of every step, [T, hidden].</param>
    /// <param name="options">How to run.</param>
    public void Run(
        MatrixView input,
        ReadOnlySpan<int> starts,
        bool reverse,
        MatrixView hidden,
        MatrixView cell,
        MatrixView output,
        KernelOptions options)
    {
        var inputGates = new DenseMatrix(input.Rows, Gates * HiddenSize);
        Gemm.Multiply(input, _input, inputGates, Activation.None, options);

        // The longest first, so that the sequences that still run are always the first rows.
        var sequences = ByLength(starts);
        var (state, gates) = (new DenseMatrix(sequences.Length, HiddenSize), new DenseMatrix(sequences.Length, Gates * HiddenSize));
        for (var row = 0; row < sequences.Length; row++)
        {
            hidden.Row(sequences[row].Index).CopyTo(state.Row(row));
        }

        var running = sequences.Length;
        for (var step = 0; ; step++)
        {
            while (running > 0 && sequences[running - 1].Length <= step)
            {
                running--;
            }

            if (running == 0)
            {
                break;
            }

            for (var row = 0; row < running; row++)
            {
                inputGates.Row(sequences[row].RowAt(step, reverse)).CopyTo(gates.Row(row));
            }

            var active = gates.View.SliceRows(0, running);
            Gemm.MultiplyAdd(state.View.SliceRows(0, running), _recurrent, active, active, options);
            for (var row = 0; row < running; row++)
            {
                Update(gates.Row(row), cell.Row(sequences[row].Index), state.Row(row), options);
                state.Row(row).CopyTo(output.Row(sequences[row].RowAt(step, reverse)));
            }
        }

        for (var row = 0; row < sequences.Length; row++)
        {
            state.Row(row).CopyTo(hidden.Row(sequences[row].Index));
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        _recurrent.Dispose();
    }

    /// <summary>c' = f c + i g; h' = o tanh(c').</summary>
    private static void Update(Span<float> gates, Span<float> cell, Span<float> hidden, KernelOptions options)
    {
        var size = hidden.Length;
        var (input, forget, candidate, output) = (0, size, 2 * size, 3 * size);
        Elementwise.Apply(gates[..candidate], Activation.Sigmoid, options);
        Elementwise.Apply(gates[candidate..output], Activation.Tanh, options);
        Elementwise.Apply(gates[output..], Activation.Sigmoid, options);
        for (var i = 0; i < size; i++)
        {
            cell[i] = (gates[forget + i] * cell[i]) + (gates[input + i] * gates[candidate + i]);
        }

        cell.CopyTo(hidden);
        Elementwise.Apply(hidden, Activation.Tanh, options);
        for (var i = 0; i < size; i++)
        {
            hidden[i] *= gates[output + i];
        }
    }

    private static Sequence[] ByLength(ReadOnlySpan<int> starts)
    {
        var sequences = new Sequence[starts.Length - 1];
        for (var index = 0; index < sequences.Length; index++)
        {
            sequences[index] = new Sequence(index, starts[index], starts[index + 1] - starts[index]);
        }

        Array.Sort(sequences, static (left, right) => right.Length.CompareTo(left.Length));
        return sequences;
    }

    private readonly record struct Sequence(int Index, int Start, int Length)
    {
        public int RowAt(int step, bool reverse) => Start + (reverse ? Length - 1 - step : step);
    }
}
