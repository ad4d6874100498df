using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// Reads a checkpoint's tensors into the forms the encoder computes with, a few rows at a time, so that no tensor is held
/// twice; what the checkpoint holds in such a form already is mapped. Shapes are held against the file before memory is
/// taken: a configuration that lies costs nothing.
/// </summary>
internal sealed class WeightReader(Checkpoint checkpoint)
{
    // Rows are read as one run of about this many elements: enough for the disk, small enough for the second-level cache.
    private const int ElementsPerRead = 128 * 1024;

    /// <summary>Whether the checkpoint holds a tensor of this name, whatever its prefix.</summary>
    public bool Has(string name) => checkpoint.Has(name);

    /// <summary>A vector of exactly <paramref name="length"/> elements.</summary>
    public float[] Vector(string name, int length)
    {
        checkpoint.Find(name, length);
        var vector = new float[length];
        checkpoint.ReadSingle(name, [length], vector);
        return vector;
    }

    public LayerNormWeights LayerNorm(string name, int size, float epsilon) =>
        new(Vector($"{name}.weight", size), Vector($"{name}.bias", size), epsilon);

    /// <summary>A matrix of the encoder, in the checkpoint's format.</summary>
    public PackedMatrix Matrix(EncoderMatrix matrix) =>
        checkpoint.Packed?.Matrix(matrix.Name, matrix.Rows, matrix.Columns) ?? Matrix(matrix, checkpoint.Weights, BitSplit.U8S7);

    /// <summary>A matrix of the encoder in a format, made of the plain tensors.</summary>
    public PackedMatrix Matrix(EncoderMatrix matrix, WeightFormat format, BitSplit split)
    {
        foreach (var layer in matrix.Layers)
        {
            checkpoint.Find($"{layer}.weight", matrix.LayerRows, matrix.Columns);
        }

        var packed = new PackedMatrix(matrix.Rows, matrix.Columns, format, split);
        for (var i = 0; i < matrix.Layers.Count; i++)
        {
            var (layer, rows) = (matrix.Layers[i], matrix.LayerRows);
            ReadRows($"{layer}.weight", rows, matrix.Columns, packed, i * rows, Vector($"{layer}.bias", rows));
        }

        return packed;
    }

    /// <summary>A linear layer of a head, [rows, columns] with its bias.</summary>
    public PackedMatrix Linear(string name, int rows, int columns) => Linear($"{name}.weight", $"{name}.bias", rows, columns);

    /// <summary>A weight and a bias that go by names of their own.</summary>
    public PackedMatrix Linear(string weight, string bias, int rows, int columns)
    {
        checkpoint.Find(weight, rows, columns);
        var packed = new PackedMatrix(rows, columns);
        ReadRows(weight, rows, columns, packed, 0, Vector(bias, rows));
        return packed;
    }

    /// <summary>A small table of embeddings, [rows, columns].</summary>
    public EmbeddingTable Table(string name, int rows, int columns)
    {
        checkpoint.Find(name, rows, columns);
        var table = new EmbeddingTable(rows, columns);
        checkpoint.ReadSingle(name, [rows, columns], table.Elements);
        return table;
    }

    /// <summary>The word embeddings, [rows, columns], in the format that goes with the checkpoint's.</summary>
    public PackedTable Words(string name, int rows, int columns)
    {
        var tensor = checkpoint.Find(name, rows, columns);
        if (checkpoint.Packed is { } packed && WordFormat.AsStored(tensor.Dtype) is { } stored)
        {
            return packed.Table(tensor.Name, rows, columns, stored);
        }

        var table = new PackedTable(rows, columns, WordFormat.For(checkpoint.Weights, tensor.Dtype));
        ForEachPart(name, rows, columns, (row, part) => table.SetRows(row, part));
        return table;
    }

    private void ReadRows(string name, int rows, int columns, PackedMatrix packed, int firstRow, float[] bias) =>
        ForEachPart(name, rows, columns, (row, part) => packed.SetRows(firstRow + row, part, bias.AsSpan(row, part.Length / columns)));

    private void ForEachPart(string name, int rows, int columns, Action<int, ReadOnlySpan<float>> use)
    {
        var rowsPerRead = Math.Clamp(ElementsPerRead / columns, 1, rows);
        var buffer = new float[rowsPerRead * columns];
        for (var row = 0; row < rows; row += rowsPerRead)
        {
            var part = buffer.AsSpan(0, Math.Min(rowsPerRead, rows - row) * columns);
            checkpoint.ReadRows(name, [rows, columns], row, part);
            try
            {
                use(row, part);
            }
            catch (ArgumentException exception)
            {
                throw new CheckpointException(checkpoint.Source.FileOf(name), name, $"numbers that {checkpoint.Weights} can hold", exception.Message.Split('\n')[0]);
            }
        }
    }
}
