using System.Numerics.Tensors;
using Klue.CommandLine;
using Klue.Kernels;

namespace Klue.Bench.Workloads;

/// <summary>An operation on single elements or rows, done in place.</summary>
/// <param name="Name">Its name in options and tables.</param>
/// <param name="Passes">How many times a matrix as large as the result is read or written at least, the result's own writing included.</param>
/// <param name="Run">Does it.</param>
internal sealed record Op(string Name, int Passes, Action<OpData, KernelOptions> Run)
{
    // BERT's.
    private const float Epsilon = 1e-12f;

    /// <summary>Whether it can use several threads. What the base library does runs on one.</summary>
    public bool IsParallel { get; private init; } = true;

    /// <summary>All there are.</summary>
    public static IReadOnlyList<Op> All { get; } =
    [
        new("gelu", 2, (data, options) => Elementwise.Apply(data.Elements, Activation.Gelu, options)),
        new("gelu_tanh", 2, (data, options) => Elementwise.Apply(data.Elements, Activation.GeluTanh, options)),
        new("tanh", 2, (data, options) => Elementwise.Apply(data.Elements, Activation.Tanh, options)),
        new("exp", 2, (data, options) => Elementwise.Exp(data.Elements, options)),
        new("softmax", 2, (data, options) => Softmax.Apply(data.Matrix, options)),
        new("layer_norm", 2, (data, options) => LayerNorm.Apply(data.Matrix, data.Weight, data.Bias, Epsilon, options)),
        new("add", 3, (data, _) => Add(data)) { IsParallel = false },
        new("add_layer_norm", 3, AddAndNormalise) { IsParallel = false },

        // A word's row, a position's and the result's; there are so few types that theirs stay at hand.
        new("embedding", 3, (data, options) => data.Embeddings.Sum(data, options)),
    ];

    /// <summary>The operation of that name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static Op Parse(string name) => All.FirstOrDefault(op => op.Name == name)
        ?? throw new UsageException($"--ops: '{name}' is no operation; expected some of {string.Join(", ", All.Select(op => op.Name))}.");

    private static void Add(OpData data) => TensorPrimitives.Add(data.Elements, data.Residual, data.Elements);

    // Post-norm's residual and LayerNorm, a row at a time, so that a row is read from memory once.
    private static void AddAndNormalise(OpData data, KernelOptions options)
    {
        for (var row = 0; row < data.Matrix.Rows; row++)
        {
            var values = data.Matrix.SliceRows(row, 1);
            TensorPrimitives.Add(values.Row(0), data.ResidualRow(row), values.Row(0));
            LayerNorm.Apply(values, data.Weight, data.Bias, Epsilon, options);
        }
    }
}
