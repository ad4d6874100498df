using System.Buffers;
using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue.Models;

/// <summary>
/// Reads a checkpoint's tensors into the forms the encoder computes with, in two steps. First each tensor is found, its shape
/// held against the file, and memory taken for it: a configuration that lies costs nothing. Then <see cref="Fill"/> reads all
/// of them on all processors, a piece of some rows at a time, so that no tensor is ever held twice. What the checkpoint holds
/// in such a form already is mapped.
/// </summary>
internal sealed class WeightReader(Checkpoint checkpoint)
{
    private readonly RowPieces _pieces = new();

    /// <summary>Whether the checkpoint holds a tensor of this name, whatever its prefix.</summary>
    public bool Has(string name) => checkpoint.Has(name);

    /// <summary>A vector of exactly <paramref name="length"/> elements, read at once.</summary>
    public float[] Vector(string name, int length)
    {
        checkpoint.Find(name, length);
        var vector = new float[length];
        checkpoint.ReadSingle(name, [length], vector);
        return vector;
    }

    public LayerNormWeights LayerNorm(string name, int size, float epsilon) =>
        new(Vector($"{name}.weight", size), Vector($"{name}.bias", size), epsilon);

    /// <summary>
    /// Every matrix of the encoder, in the checkpoint's format, in the order in which they are computed and side by side in memory.
    /// </summary>
    public PackedMatrix[] Encoder()
    {
        if (checkpoint.Packed is { } packed)
        {
            return [.. EncoderMatrix.All(checkpoint.Config).Select(packed.Matrix)];
        }

        var matrices = new List<EncoderMatrix>();
        var bytes = 0L;
        foreach (var matrix in EncoderMatrix.All(checkpoint.Config))
        {
            Find(matrix);
            matrices.Add(matrix);
            bytes += ContiguousMemory.BytesFor(matrix.Rows, matrix.Columns, checkpoint.Weights);
        }

        using var memory = new ContiguousMemory(bytes);
        return [.. matrices.Select(matrix => Plan(matrix, new PackedMatrix(matrix.Rows, matrix.Columns, checkpoint.Weights, EncoderSplit.Default.Of(matrix.Place), memory)))];
    }

    /// <summary>A matrix of the encoder in a format, made of the plain tensors, read at once.</summary>
    public PackedMatrix Matrix(EncoderMatrix matrix, WeightFormat format, EncoderSplit split)
    {
        Find(matrix);
        var packed = Plan(matrix, new PackedMatrix(matrix.Rows, matrix.Columns, format, split.Of(matrix.Place)));
        Fill();
        return packed;
    }

    /// <summary>A linear layer of a head, [rows, columns] with its bias.</summary>
    public PackedMatrix Linear(string name, int rows, int columns) => Linear($"{name}.weight", $"{name}.bias", rows, columns);

    /// <summary>A weight and a bias that go by names of their own.</summary>
    public PackedMatrix Linear(string weight, string bias, int rows, int columns)
    {
        checkpoint.Find(weight, rows, columns);
        var packed = new PackedMatrix(rows, columns);
        AddRows(weight, rows, columns, packed, 0, Vector(bias, rows));
        return packed;
    }

    /// <summary>A small table of embeddings, [rows, columns].</summary>
    public EmbeddingTable Table(string name, int rows, int columns)
    {
        checkpoint.Find(name, rows, columns);
        var table = new EmbeddingTable(rows, columns);
        _pieces.Add(rows, columns, (row, count) =>
            checkpoint.ReadRows(name, [rows, columns], row, table.Elements.Slice(row * columns, count * columns)));
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
        AddParts(name, rows, columns, (row, part) => table.SetRows(row, part));
        return table;
    }

    /// <summary>Reads every matrix and table that was asked for; until then they hold zeros.</summary>
    /// <exception cref="IO.FileAccessException">A file cannot be read any more.</exception>
    /// <exception cref="CheckpointException">A tensor is of a type that is no real float, or holds numbers beyond the format.</exception>
    public void Fill() => _pieces.Run();

    private void Find(EncoderMatrix matrix)
    {
        foreach (var layer in matrix.Layers)
        {
            checkpoint.Find($"{layer}.weight", matrix.LayerRows, matrix.Columns);
        }
    }

    private PackedMatrix Plan(EncoderMatrix matrix, PackedMatrix packed)
    {
        for (var i = 0; i < matrix.Layers.Count; i++)
        {
            var (layer, rows) = (matrix.Layers[i], matrix.LayerRows);
            AddRows($"{layer}.weight", rows, matrix.Columns, packed, i * rows, Vector($"{layer}.bias", rows));
        }

        return packed;
    }

    private void AddRows(string name, int rows, int columns, PackedMatrix packed, int firstRow, float[] bias) =>
        AddParts(name, rows, columns, (row, part) => packed.SetRows(firstRow + row, part, bias.AsSpan(row, part.Length / columns)));

    private void AddParts(string name, int rows, int columns, Action<int, ReadOnlySpan<float>> use) => _pieces.Add(rows, columns, (row, count) =>
    {
        var buffer = ArrayPool<float>.Shared.Rent(count * columns);
        var part = buffer.AsSpan(0, count * columns);
        checkpoint.ReadRows(name, [rows, columns], row, part);
        try
        {
            use(row, part);
        }
        catch (ArgumentException exception)
        {
            throw new CheckpointException(checkpoint.Source.FileOf(name), name, $"numbers that {checkpoint.Weights} can hold", exception.Message.Split('\n')[0]);
        }

        ArrayPool<float>.Shared.Return(buffer);
    });
}
