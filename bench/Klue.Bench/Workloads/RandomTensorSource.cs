using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Klue.Checkpoints;
using Klue.Configuration;

namespace Klue.Bench.Workloads;

/// <summary>
/// The tensors of a masked-LM BERT, drawn at random when they are read: about normal, with the standard deviation 0.02
/// of BERT's own initialisation, around 1 where they are a LayerNorm's weights. The same seed gives the same numbers,
/// in whatever parts they are read.
/// </summary>
internal sealed class RandomTensorSource : ITensorSource
{
    private const float StandardDeviation = 0.02f;

    private readonly Dictionary<string, (TensorInfo Tensor, ulong Stream)> _tensors;

    public RandomTensorSource(BertConfig config, int seed)
    {
        Path = $"random weights of seed {seed}";
        Tensors = [.. Describe(config).Select(tensor => new TensorInfo(tensor.Name, Dtype.F32, new TensorShape(tensor.Shape)))];
        _tensors = Tensors
            .Select((tensor, index) => (tensor, Stream: Mix(((ulong)(uint)seed << 32) + (ulong)index)))
            .ToDictionary(entry => entry.tensor.Name, entry => entry, StringComparer.Ordinal);
    }

    public string Path { get; }

    public IReadOnlyList<TensorInfo> Tensors { get; }

    public IReadOnlyList<string> Warnings => [];

    public bool TryGetTensor(string name, [NotNullWhen(true)] out TensorInfo? tensor)
    {
        var isKnown = _tensors.TryGetValue(name, out var entry);
        tensor = entry.Tensor;
        return isKnown;
    }

    public string FileOf(string name) => Path;

    public void ReadBytes(string name, long offset, Span<byte> destination)
    {
        var tensor = this.GetTensor(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.ByteLength - destination.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual((offset | (long)destination.Length) % sizeof(float), 0, nameof(offset));

        var numbers = MemoryMarshal.Cast<byte, float>(destination);
        var mean = name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1f : 0f;
        var first = _tensors[name].Stream + (ulong)(offset / sizeof(float));
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = mean + (StandardDeviation * Normal(Mix(first + (ulong)i)));
        }
    }

    public void Dispose()
    {
    }

    private static IEnumerable<(string Name, long[] Shape)> Describe(BertConfig config)
    {
        long hidden = config.HiddenSize;
        (string, long[])[] LayerNorm(string name) => [($"{name}.LayerNorm.weight", [hidden]), ($"{name}.LayerNorm.bias", [hidden])];
        (string, long[])[] Linear(string name, long rows, long columns) => [($"{name}.weight", [rows, columns]), ($"{name}.bias", [rows])];

        IEnumerable<(string, long[])> Layer(string name) =>
        [
            .. Linear($"{name}.attention.self.query", hidden, hidden),
            .. Linear($"{name}.attention.self.key", hidden, hidden),
            .. Linear($"{name}.attention.self.value", hidden, hidden),
            .. Linear($"{name}.attention.output.dense", hidden, hidden),
            .. LayerNorm($"{name}.attention.output"),
            .. Linear($"{name}.intermediate.dense", config.IntermediateSize, hidden),
            .. Linear($"{name}.output.dense", hidden, config.IntermediateSize),
            .. LayerNorm($"{name}.output"),
        ];

        return
        [
            ("bert.embeddings.word_embeddings.weight", [config.VocabSize, hidden]),
            ("bert.embeddings.position_embeddings.weight", [config.MaxPositionEmbeddings, hidden]),
            ("bert.embeddings.token_type_embeddings.weight", [config.TypeVocabSize, hidden]),
            .. LayerNorm("bert.embeddings"),
            .. Enumerable.Range(0, config.NumHiddenLayers).SelectMany(layer => Layer($"bert.encoder.layer.{layer}")),
            .. Linear("bert.pooler.dense", hidden, hidden),
            ("cls.predictions.bias", [config.VocabSize]),
            .. Linear("cls.predictions.transform.dense", hidden, hidden),
            .. LayerNorm("cls.predictions.transform"),
        ];
    }

    // The sum of four uniform numbers, which is nearly normal, needs no logarithm, and stays within 3.5 deviations.
    private static float Normal(ulong bits)
    {
        const float Mean = 4 * 65535 / 2f;
        const float Deviation = 37837.2f;
        var sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum - Mean) / Deviation;
    }

    // SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), entered anywhere.
    private static ulong Mix(ulong place)
    {
        var z = (place + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
