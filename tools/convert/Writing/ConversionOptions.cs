using Klue.Checkpoints;
using Klue.Conversion.Packing;
using Klue.Tasks;

namespace Klue.Conversion.Writing;

/// <summary>What is to be converted, and how.</summary>
internal sealed record ConversionOptions
{
    /// <summary>The folder or file to read.</summary>
    public required string Input { get; init; }

    /// <summary>The folder to write, or one file that ends in <c>.safetensors</c>.</summary>
    public required string Output { get; init; }

    /// <summary>The type that floats are written as; null leaves each as it is.</summary>
    public Dtype? Dtype { get; init; }

    /// <summary>How the encoder's weights are packed; null writes plain tensors.</summary>
    public PackingOptions? Packing { get; init; }

    /// <summary>Tensors that one of these fits keep their type.</summary>
    public IReadOnlyList<NamePattern> Exact { get; init; } = [];

    /// <summary>The most bytes of tensors in a file; null keeps all in one.</summary>
    public long? MaxShardSize { get; init; }

    /// <summary>New names.</summary>
    public NameMap NameMap { get; init; } = NameMap.None;

    /// <summary>Only tensors that one of these fits are written; none stands for all.</summary>
    public IReadOnlyList<NamePattern> Keep { get; init; } = [];

    /// <summary>Tensors that one of these fits are not written.</summary>
    public IReadOnlyList<NamePattern> Drop { get; init; } = [];

    /// <summary>The KLUE task that a KLUE-baseline checkpoint is of; null finds it where the checkpoint says so.</summary>
    public KlueTask? Task { get; init; }

    /// <summary>Whether files that exist are replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Whether nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether the output is one file instead of a model folder.</summary>
    public bool WritesFile => Output.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(Output);

    /// <summary>Whether a tensor of this name keeps its type.</summary>
    public bool IsExact(string name) => Exact.Any(pattern => pattern.Matches(name));

    /// <summary>Whether a tensor of this name is written.</summary>
    public bool Keeps(string name) =>
        (Keep.Count == 0 || Keep.Any(pattern => pattern.Matches(name))) && !Drop.Any(pattern => pattern.Matches(name));
}
