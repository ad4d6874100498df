using Klue.Configuration;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Conversion.Calibration;

/// <summary>A batch on its way through a <see cref="TracedEncoder"/>.</summary>
internal sealed class TracedBatch(TokenBatch batch, BertConfig config)
{
    private readonly float[] _hidden = new float[batch.RowCount * config.HiddenSize];
    private readonly float[] _queries = new float[batch.RowCount * config.HiddenSize];
    private readonly float[] _context = new float[batch.RowCount * config.HiddenSize];
    private float[] _inside = [];

    /// <summary>The layer's input, then what attention and feed-forward make of it, [T, hidden].</summary>
    public MatrixView Hidden => new(_hidden, batch.RowCount, config.HiddenSize);

    private MatrixView Context => new(_context, batch.RowCount, config.HiddenSize);

    private MatrixView Queries => new(_queries, batch.RowCount, config.HiddenSize);

    private MatrixView Inside => new(_inside, batch.RowCount, config.IntermediateSize);

    /// <summary>What a matrix reads.</summary>
    public MatrixView InputOf(EncoderMatrix matrix) => matrix.Place switch
    {
        EncoderPlace.AttentionOutput => Context,
        EncoderPlace.Output => Inside,
        _ => Hidden,
    };

    /// <summary>Multiplies, and does what follows up to the next matrix.</summary>
    public void Pass(EncoderMatrix matrix, PackedMatrix weights, LayerNormWeights? norm)
    {
        var options = KernelOptions.Default;
        switch (matrix.Place)
        {
            case EncoderPlace.Query:
                Gemm.Multiply(Hidden, weights, Queries, Activation.None, options);
                break;
            case EncoderPlace.KeyValue:
                var size = config.HiddenSize;
                var projected = new MatrixView(new float[batch.RowCount * 2 * size], batch.RowCount, 2 * size);
                Gemm.Multiply(Hidden, weights, projected, Activation.None, options);
                Attention.Compute(
                    Queries, projected.SliceColumns(0, size), projected.SliceColumns(size, size), Context,
                    batch.RowStarts, batch.KeyStarts, batch.KeyCounts, config.NumAttentionHeads, options);
                break;
            case EncoderPlace.Intermediate:
                _inside = new float[batch.RowCount * config.IntermediateSize];
                Gemm.Multiply(Hidden, weights, Inside, config.HiddenActivation, options);
                break;
            default:
                Gemm.MultiplyAdd(InputOf(matrix), weights, Hidden, Hidden, options);
                norm!.Apply(Hidden, options);
                _inside = matrix.Place == EncoderPlace.Output ? [] : _inside;
                break;
        }
    }
}
