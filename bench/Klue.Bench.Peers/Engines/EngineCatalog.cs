using Klue.Bench.Peers.Onnx;
using Klue.Bench.Peers.Workloads;
using Klue.Models;

namespace Klue.Bench.Peers.Engines;

/// <summary>The engines by their names, all with the same weights.</summary>
internal sealed class EngineCatalog : IDisposable
{
    private static readonly Dictionary<string, (bool IsFused, Precision Precision)> TorchForms = new(StringComparer.Ordinal)
    {
        ["torch"] = (IsFused: false, Precision.Float32),
        ["torch-sdpa"] = (IsFused: true, Precision.Float32),
        ["torch-bf16"] = (IsFused: true, Precision.BFloat16),
    };

    private readonly ModelCache _cache;
    private readonly BertOutput _output;
    private readonly Lazy<BertModel> _klue;

    public EngineCatalog(ModelCache cache, BertOutput output)
    {
        (_cache, _output) = (cache, output);
        _klue = new Lazy<BertModel>(() =>
        {
            using var checkpoint = cache.Open();
            return BertModel.Load(checkpoint);
        });
    }

    /// <summary>ONNX Runtime's engines and their graphs.</summary>
    public static IReadOnlyDictionary<string, OnnxForm> OnnxForms { get; } =
        Enum.GetValues<OnnxForm>().ToDictionary(form => $"ort-{form}".ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [KlueEngine.EngineName, .. OnnxForms.Keys, .. TorchForms.Keys];

    /// <summary>Loads the model into an engine, one of <see cref="Names"/>.</summary>
    public IEngine Open(string name, int threads)
    {
        if (OnnxForms.TryGetValue(name, out var form))
        {
            return new OnnxRuntimeEngine(name, form, _cache.Graph(form, _output), OutputSize.Of(_output, _klue.Value.Config), threads);
        }

        if (TorchForms.TryGetValue(name, out var torch))
        {
            using var checkpoint = _cache.Open();
            return new TorchEngine(name, torch.Precision, checkpoint, torch.IsFused, _output, threads);
        }

        return new KlueEngine(_klue.Value, _output, threads);
    }

    public void Dispose()
    {
        if (_klue.IsValueCreated)
        {
            _klue.Value.Dispose();
        }
    }
}
