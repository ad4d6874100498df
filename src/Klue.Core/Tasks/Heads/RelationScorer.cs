using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>DP: the score of relation l between dependent d and head e, d^T U_l e + w_l d + w'_l e + b_l.</summary>
internal sealed class RelationScorer : IDisposable
{
    // Words whose U e are held at once; each takes relations x size numbers.
    private const int WordsPerBlock = 64;

    private readonly PackedMatrix _bilinear;
    private readonly PackedMatrix _dependent;
    private readonly PackedMatrix _head;

    private RelationScorer(PackedMatrix bilinear, PackedMatrix dependent, PackedMatrix head)
    {
        _bilinear = bilinear;
        _dependent = dependent;
        _head = head;
    }

    /// <summary>Loads <c>bilinear.*</c> of KLUE-baseline.</summary>
    /// <exception cref="Checkpoints.CheckpointException">A tensor is missing or misshapen.</exception>
    public static RelationScorer Load(HeadTensors tensors, int relations, int size) => new(
        HeadTensors.Pack(tensors.Read("bilinear.U", relations, size, size), bias: [], relations * size, size),
        tensors.Linear("bilinear.W_l", "bilinear.bias", relations, size),
        HeadTensors.Pack(tensors.Read("bilinear.W_r", relations, size), bias: [], relations, size));

    /// <summary>The scores of all relations for each pair of rows, [N, relations].</summary>
    /// <param name="dependents">The dependents, [N, size].</param>
    /// <param name="heads">The head of each, [N, size].</param>
    /// <param name="options">How to run.</param>
    public DenseMatrix Score(MatrixView dependents, MatrixView heads, KernelOptions options)
    {
        var scores = new DenseMatrix(dependents.Rows, _dependent.Rows);
        Gemm.Multiply(dependents, _dependent, scores, Activation.None, options);
        Gemm.MultiplyAdd(heads, _head, scores, scores, options);
        var block = new DenseMatrix(Math.Min(WordsPerBlock, dependents.Rows), _bilinear.Rows);
        for (var first = 0; first < dependents.Rows; first += block.Rows)
        {
            var count = Math.Min(block.Rows, dependents.Rows - first);
            Gemm.Multiply(heads.SliceRows(first, count), _bilinear, block.View.SliceRows(0, count), Activation.None, options);
            for (var word = 0; word < count; word++)
            {
                var dependent = dependents.Row(first + word);
                var row = scores.Row(first + word);
                for (var relation = 0; relation < row.Length; relation++)
                {
                    row[relation] += Reduction.Dot(dependent, block.Row(word).Slice(relation * dependent.Length, dependent.Length), options);
                }
            }
        }

        return scores;
    }

    public void Dispose()
    {
        _bilinear.Dispose();
        _dependent.Dispose();
        _head.Dispose();
    }
}
