using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>DP: the score of an arc from dependent d to head e, d^T U e + w_d d + w_e e + b.</summary>
internal sealed class ArcScorer : IDisposable
{
    private readonly PackedMatrix _bilinear;
    private readonly float[] _dependent;
    private readonly float[] _head;
    private readonly float _bias;

    private ArcScorer(PackedMatrix bilinear, float[] dependent, float[] head, float bias)
    {
        _bilinear = bilinear;
        _dependent = dependent;
        _head = head;
        _bias = bias;
    }

    /// <summary>Loads <c>attention.*</c> of KLUE-baseline.</summary>
    /// <exception cref="Checkpoints.CheckpointException">A tensor is missing or misshapen.</exception>
    public static ArcScorer Load(HeadTensors tensors, int size)
    {
        // d^T U is a linear layer whose weight is U transposed.
        var bilinear = tensors.Read("attention.U", 1, size, size);
        var transposed = new float[bilinear.Length];
        for (var index = 0; index < bilinear.Length; index++)
        {
            transposed[(index % size * size) + (index / size)] = bilinear[index];
        }

        return new ArcScorer(
            HeadTensors.Pack(transposed, bias: [], size, size),
            tensors.Read("attention.W_d", 1, size),
            tensors.Read("attention.W_e", 1, size),
            tensors.Read("attention.b", 1, 1, 1)[0]);
    }

    /// <summary>The scores of all arcs of a sentence of w words, [w, w + 1].</summary>
    /// <param name="dependents">The words as dependents, [w, size].</param>
    /// <param name="heads">The root and the words as heads, [w + 1, size].</param>
    /// <param name="options">How to run.</param>
    public DenseMatrix Score(MatrixView dependents, MatrixView heads, KernelOptions options)
    {
        var projected = new DenseMatrix(dependents.Rows, dependents.Columns);
        Gemm.Multiply(dependents, _bilinear, projected, Activation.None, options);
        var scores = new DenseMatrix(dependents.Rows, heads.Rows);
        for (var head = 0; head < heads.Rows; head++)
        {
            var headScore = Reduction.Dot(heads.Row(head), _head, options) + _bias;
            for (var word = 0; word < dependents.Rows; word++)
            {
                scores.Row(word)[head] = Reduction.Dot(projected.Row(word), heads.Row(head), options)
                    + Reduction.Dot(dependents.Row(word), _dependent, options) + headScore;
            }
        }

        return scores;
    }

    public void Dispose() => _bilinear.Dispose();
}
