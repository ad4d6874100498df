using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// One post-norm encoder layer (Vaswani et al. 2017; <c>BertLayer</c> in HF's modeling_bert.py). Key and value weights
/// lie side by side; the query's stand alone, since the last layer may need queries of a few rows only.
/// </summary>
internal sealed class BertLayer(
    int heads,
    Activation activation,
    PackedMatrix query,
    PackedMatrix keyValue,
    PackedMatrix attentionOutput,
    LayerNormWeights attentionNorm,
    PackedMatrix intermediate,
    PackedMatrix output,
    LayerNormWeights outputNorm) : IDisposable
{
    public long ByteLength =>
        query.ByteLength + keyValue.ByteLength + attentionOutput.ByteLength + intermediate.ByteLength + output.ByteLength;

    /// <summary>Replaces <paramref name="hidden"/>, [T, hidden], by the layer's output.</summary>
    public void Forward(TokenBatch batch, MatrixView hidden, Workspace workspace, KernelOptions options)
    {
        var size = hidden.Columns;
        var projected = Project(hidden, workspace, options);
        var queries = projected.SliceColumns(0, size);
        Attention.Compute(
            queries, projected.SliceColumns(size, size), projected.SliceColumns(2 * size, size), output: queries,
            batch.RowStarts, batch.KeyStarts, batch.KeyCounts, heads, options);
        FinishRows(queries, hidden, workspace, options);
    }

    /// <summary>
    /// The layer's output for some rows alone: keys and values of every row, queries and all that follows of the
    /// selected rows only.
    /// </summary>
    /// <param name="batch">The texts.</param>
    /// <param name="hidden">The layer's input, [T, hidden].</param>
    /// <param name="selected">In: the selected rows of the input, out: of the output, [R, hidden].</param>
    /// <param name="selectedStarts">First selected row of each text, and R at the end, [B+1].</param>
    /// <param name="workspace">Memory for what is between.</param>
    /// <param name="options">Instruction set and threads.</param>
    public void ForwardSelected(
        TokenBatch batch, MatrixView hidden, MatrixView selected, ReadOnlySpan<int> selectedStarts, Workspace workspace, KernelOptions options)
    {
        var size = hidden.Columns;
        var queries = workspace.Matrix(WorkspaceSlot.SelectedQueries, selected.Rows, size);
        Gemm.Multiply(selected, query, queries, Activation.None, options);
        var projected = workspace.Matrix(WorkspaceSlot.Inside, hidden.Rows, 2 * size);
        Gemm.Multiply(hidden, keyValue, projected, Activation.None, options);
        Attention.Compute(
            queries, projected.SliceColumns(0, size), projected.SliceColumns(size, size), output: queries,
            selectedStarts, batch.KeyStarts, batch.KeyCounts, heads, options);
        FinishRows(queries, selected, workspace, options);
    }

    /// <summary>The attention probabilities of one head over the layer's input, [T, hidden].</summary>
    /// <param name="batch">The texts.</param>
    /// <param name="hidden">The layer's input, [T, hidden], which stays as it is.</param>
    /// <param name="head">The head.</param>
    /// <param name="destination">Takes [rows, keys] of each text, one after another.</param>
    /// <param name="workspace">Memory for what is between.</param>
    /// <param name="options">Instruction set and threads.</param>
    public void Probabilities(
        TokenBatch batch, MatrixView hidden, int head, Span<float> destination, Workspace workspace, KernelOptions options)
    {
        var size = hidden.Columns / heads;
        var projected = Project(hidden, workspace, options);
        var queries = projected.SliceColumns(head * size, size);
        var keys = projected.SliceColumns(hidden.Columns + (head * size), size);
        for (var text = 0; text < batch.TextCount; text++)
        {
            var count = batch.KeyCounts[text];
            var rows = batch.RowStarts[text + 1] - batch.RowStarts[text];
            Attention.Probabilities(
                queries.SliceRows(batch.RowStarts[text], rows),
                keys.SliceRows(batch.KeyStarts[text], count),
                new MatrixView(destination[..(rows * count)], rows, count),
                options);
            destination = destination[(rows * count)..];
        }
    }

    public void Dispose()
    {
        query.Dispose();
        keyValue.Dispose();
        attentionOutput.Dispose();
        intermediate.Dispose();
        output.Dispose();
    }

    // Queries, keys and values of every row, side by side.
    private MatrixView Project(MatrixView hidden, Workspace workspace, KernelOptions options)
    {
        var size = hidden.Columns;
        var projected = workspace.Matrix(WorkspaceSlot.Inside, hidden.Rows, 3 * size);
        Gemm.Multiply(hidden, query, projected.SliceColumns(0, size), Activation.None, options);
        Gemm.Multiply(hidden, keyValue, projected.SliceColumns(size, 2 * size), Activation.None, options);
        return projected;
    }

    // Everything after attention, whose output the context is, looks at one row at a time.
    private void FinishRows(MatrixView context, MatrixView rows, Workspace workspace, KernelOptions options)
    {
        Gemm.MultiplyAdd(context, attentionOutput, rows, rows, options);
        attentionNorm.Apply(rows, options);
        var inside = workspace.Matrix(WorkspaceSlot.Inside, rows.Rows, intermediate.Rows);
        Gemm.Multiply(rows, intermediate, inside, activation, options);
        Gemm.MultiplyAdd(inside, output, rows, rows, options);
        outputNorm.Apply(rows, options);
    }
}
