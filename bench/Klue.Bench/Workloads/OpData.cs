using Klue.Kernels;

namespace Klue.Bench.Workloads;

/// <summary>What an <see cref="Op"/> works on.</summary>
internal sealed class OpData : IDisposable
{
    private readonly OpShape _shape;
    private readonly RandomMatrix _values;
    private readonly RandomMatrix _residual;
    private readonly float[] _weight;
    private readonly float[] _bias;

    /// <param name="shape">The matrix.</param>
    /// <param name="embeddings">Tables of as many columns, shared by many.</param>
    /// <param name="seed">Chooses rows of the tables.</param>
    public OpData(OpShape shape, EmbeddingTables embeddings, int seed)
    {
        (_shape, Embeddings) = (shape, embeddings);
        _values = new RandomMatrix(shape.Rows, shape.Columns);
        _residual = new RandomMatrix(shape.Rows, shape.Columns);
        (_weight, _bias) = (new float[shape.Columns], new float[shape.Columns]);
        RandomMatrix.Fill(_weight);
        RandomMatrix.Fill(_bias);
        (Ids, TypeIds, PositionIds) = EmbeddingTables.RandomIds(shape.Rows, seed);
    }

    /// <summary>Bytes of the matrix, and of another to be added to it.</summary>
    public static long Bytes(OpShape shape) => 2 * sizeof(float) * (long)shape.Elements;

    public EmbeddingTables Embeddings { get; }

    public int[] Ids { get; }

    public int[] TypeIds { get; }

    public int[] PositionIds { get; }

    /// <summary>The matrix, in place of which the result comes.</summary>
    public MatrixView Matrix => _values.View;

    /// <summary>As many elements as the matrix has, without gaps between rows.</summary>
    public Span<float> Elements => _values.Elements[.._shape.Elements];

    /// <summary>As many, to be added.</summary>
    public ReadOnlySpan<float> Residual => _residual.Elements[.._shape.Elements];

    public ReadOnlySpan<float> Weight => _weight;

    public ReadOnlySpan<float> Bias => _bias;

    public ReadOnlySpan<float> ResidualRow(int row) => _residual.View.Row(row);

    /// <summary>Fills the matrix again.</summary>
    public void Refill() => _values.CopyFrom(_residual);

    public void Dispose()
    {
        _values.Dispose();
        _residual.Dispose();
    }
}
