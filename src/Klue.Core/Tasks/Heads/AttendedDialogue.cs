using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>WoS: the encoded dialogue of one turn, laid out so that many slots can attend to it.</summary>
internal sealed class AttendedDialogue : IDisposable
{
    private readonly PackedMatrix _keys;
    private readonly PackedMatrix _values;
    private readonly int[] _tokens;

    /// <summary>Packs the dialogue.</summary>
    /// <param name="encoded">The encoder's last hidden states, [S, hidden].</param>
    /// <param name="tokens">The token ids, [S].</param>
    public AttendedDialogue(MatrixView encoded, ReadOnlySpan<int> tokens)
    {
        _tokens = tokens.ToArray();
        _keys = new PackedMatrix(encoded.Rows, encoded.Columns);
        _values = new PackedMatrix(encoded.Columns, encoded.Rows);
        var transposed = new DenseMatrix(encoded.Columns, encoded.Rows);
        for (var row = 0; row < encoded.Rows; row++)
        {
            _keys.SetRows(row, encoded.Row(row));
            for (var column = 0; column < encoded.Columns; column++)
            {
                transposed.Row(column)[row] = encoded.Row(row)[column];
            }
        }

        _values.SetRows(0, transposed.Elements);
    }

    /// <summary>The token ids, [S].</summary>
    public ReadOnlySpan<int> Tokens => _tokens;

    /// <summary>What each query attends to: softmax(q k^T), [B, S], not scaled, and the states so weighted, [B, hidden].</summary>
    public (DenseMatrix Weights, DenseMatrix Context) Attend(MatrixView queries, KernelOptions options)
    {
        var (weights, context) = (new DenseMatrix(queries.Rows, _keys.Rows), new DenseMatrix(queries.Rows, _values.Rows));
        Gemm.Multiply(queries, _keys, weights, Activation.None, options);
        Softmax.Apply(weights, options);
        Gemm.Multiply(weights, _values, context, Activation.None, options);
        return (weights, context);
    }

    public void Dispose()
    {
        _keys.Dispose();
        _values.Dispose();
    }
}
