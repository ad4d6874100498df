using Klue.Configuration;
using Klue.Kernels;

namespace Klue.Bench.Workloads;

/// <summary>Embeddings of words, token types and positions, as many as klue/bert-base has.</summary>
internal sealed class EmbeddingTables(int columns) : IDisposable
{
    private static readonly BertConfig Config = RandomBert.Config;

    private readonly PackedTable _words = MakeWords(columns);
    private readonly RandomMatrix _types = new(Config.TypeVocabSize, columns);
    private readonly RandomMatrix _positions = new(Config.MaxPositionEmbeddings, columns);

    /// <summary>Rows of the tables for so many tokens.</summary>
    public static (int[] Words, int[] Types, int[] Positions) RandomIds(int count, int seed)
    {
        var random = new Random(seed);
        return (Fill(_ => random.Next(Config.VocabSize)), new int[count], Fill(token => token % Config.MaxPositionEmbeddings));

        int[] Fill(Func<int, int> id) => [.. Enumerable.Range(0, count).Select(id)];
    }

    /// <summary>Sums what <paramref name="data"/> names into its matrix.</summary>
    public void Sum(OpData data, KernelOptions options) => Embedding.Sum(
        _words, _types.View, _positions.View, data.Ids, data.TypeIds, data.PositionIds, data.Matrix, options);

    private static PackedTable MakeWords(int columns)
    {
        var row = new float[columns];
        RandomMatrix.Fill(row);
        var words = new PackedTable(Config.VocabSize, columns, WeightFormat.F32);
        for (var i = 0; i < words.Rows; i++)
        {
            words.SetRows(i, row);
        }

        return words;
    }

    public void Dispose()
    {
        _words.Dispose();
        _types.Dispose();
        _positions.Dispose();
    }
}
