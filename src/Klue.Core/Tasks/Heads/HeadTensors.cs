using Klue.Checkpoints;
using Klue.Kernels;

namespace Klue.Tasks.Heads;

/// <summary>The tensors of a task head under the names that KLUE-baseline gives them, behind a prefix.</summary>
internal sealed class HeadTensors(ITensorSource source, string prefix = "")
{
    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Has(string name) => source.TryGetTensor(prefix + name, out _);

    /// <summary>The sizes of a matrix, from which those of others follow.</summary>
    /// <exception cref="CheckpointException">It is missing or no matrix.</exception>
    public (int Rows, int Columns) Matrix(string name)
    {
        var shape = source.GetTensor(prefix + name).Shape;
        return shape.Rank == 2 && shape[0] is > 0 and <= int.MaxValue && shape[1] is > 0 and <= int.MaxValue
            ? ((int)shape[0], (int)shape[1])
            : throw Misfit(name, "a matrix", $"shape {shape}");
    }

    /// <summary>All elements of a tensor, row-major.</summary>
    /// <exception cref="CheckpointException">It is missing, has another shape, or is of a type that is no real float.</exception>
    public float[] Read(string name, params ReadOnlySpan<long> shape)
    {
        var tensor = source.GetTensor(prefix + name, shape);
        var elements = new float[tensor.ElementCount];
        source.ReadSingle(tensor.Name, 0, elements);
        return elements;
    }

    /// <summary>A linear layer of known sizes: <c>name.weight</c> and <c>name.bias</c>.</summary>
    public PackedMatrix Linear(string name, int rows, int columns) => Linear(name + ".weight", name + ".bias", rows, columns);

    /// <summary>A linear layer whose weight and bias go by names of their own.</summary>
    public PackedMatrix Linear(string weight, string bias, int rows, int columns) =>
        Pack(Read(weight, rows, columns), Read(bias, rows), rows, columns);

    /// <summary>Packs weights that were read before; an empty bias is zero.</summary>
    public static PackedMatrix Pack(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int rows, int columns)
    {
        var packed = new PackedMatrix(rows, columns);
        packed.SetRows(0, weights, bias);
        return packed;
    }

    public CheckpointException Misfit(string name, string expected, string found) =>
        new(source.FileOf(prefix + name), prefix + name, expected, found);
}
