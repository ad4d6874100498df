using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// Reads a checkpoint's tensors into the forms the encoder computes with, a few rows at a time, so that no tensor is held
/// twice. Shapes are held against the file before memory is taken: a configuration that lies costs nothing.
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

    /// <summary>Linear layers of the same input side by side, each [rows, columns] with its bias.</summary>
    public PackedMatrix Linear(ReadOnlySpan<string> names, int rows, int columns)
    {
        foreach (var name in names)
        {
            checkpoint.Find($"{name}.weight", rows, columns);
        }

        var packed = new PackedMatrix(names.Length * rows, columns);
        for (var i = 0; i < names.Length; i++)
        {
            ReadRows($"{names[i]}.weight", rows, columns, packed, i * rows, Vector($"{names[i]}.bias", rows));
        }

        return packed;
    }

    /// <summary>A linear layer, [rows, columns] with its bias.</summary>
    public PackedMatrix Linear(string name, int rows, int columns) => Linear([name], rows, columns);

    /// <summary>A weight and a bias that go by names of their own.</summary>
    public PackedMatrix Linear(string weight, string bias, int rows, int columns)
    {
        checkpoint.Find(weight, rows, columns);
        var packed = new PackedMatrix(rows, columns);
        ReadRows(weight, rows, columns, packed, 0, Vector(bias, rows));
        return packed;
    }

    /// <summary>A table of embeddings, [rows, columns].</summary>
    public EmbeddingTable Table(string name, int rows, int columns)
    {
        checkpoint.Find(name, rows, columns);
        var table = new EmbeddingTable(rows, columns);
        checkpoint.ReadSingle(name, [rows, columns], table.Elements);
        return table;
    }

    private void ReadRows(string name, int rows, int columns, PackedMatrix packed, int firstRow, ReadOnlySpan<float> bias)
    {
        var rowsPerRead = Math.Clamp(ElementsPerRead / columns, 1, rows);
        var buffer = new float[rowsPerRead * columns];
        for (var row = 0; row < rows; row += rowsPerRead)
        {
            var count = Math.Min(rowsPerRead, rows - row);
            var part = buffer.AsSpan(0, count * columns);
            checkpoint.ReadRows(name, [rows, columns], row, part);
            packed.SetRows(firstRow + row, part, bias.Slice(row, count));
        }
    }
}
