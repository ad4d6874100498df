using Klue.Bench.Peers.Onnx;
using Klue.Bench.Peers.Workloads;
using Klue.Kernels;
using Klue.Models;

namespace Klue.Bench.Peers.Engines;

/// <summary>The engines by their names, all with the same weights.</summary>
internal sealed class EngineCatalog : IDisposable
{
    private static readonly Dictionary<string, (WeightFormat Weights, Precision Precision)> KlueForms = new(StringComparer.Ordinal)
    {
        [KlueEngine.EngineName] = (WeightFormat.F32, Precision.Float32),
        ["klue-bf16"] = (WeightFormat.BF16, Precision.BFloat16),
        ["klue-int8"] = (WeightFormat.I8, Precision.Int8),
    };

    private static readonly Dictionary<string, (bool IsFused, Precision Precision)> TorchForms = new(StringComparer.Ordinal)
    {
        ["torch"] = (IsFused: false, Precision.Float32),
        ["torch-sdpa"] = (IsFused: true, Precision.Float32),
        ["torch-bf16"] = (IsFused: true, Precision.BFloat16),
    };

    private readonly ModelCache _cache;
    private readonly BertOutput _output;
    private readonly Dictionary<WeightFormat, BertModel> _klue = [];

    public EngineCatalog(ModelCache cache, BertOutput output)
    {
        (_cache, _output) = (cache, output);
    }

    /// <summary>ONNX Runtime's engines and their graphs.</summary>
    public static IReadOnlyDictionary<string, OnnxForm> OnnxForms { get; } =
        Enum.GetValues<OnnxForm>().ToDictionary(form => $"ort-{form}".ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. KlueForms.Keys, .. OnnxForms.Keys, .. TorchForms.Keys];

    /// <summary>Loads the model into an engine, one of <see cref="Names"/>.</summary>
    public IEngine Open(string name, int threads)
    {
        if (OnnxForms.TryGetValue(name, out var form))
        {
            return new OnnxRuntimeEngine(name, form, _cache.Graph(form, _output), OutputSize.Of(_output, Model(WeightFormat.F32).Config), threads);
        }

        if (TorchForms.TryGetValue(name, out var torch))
        {
            using var checkpoint = _cache.Open();
            return new TorchEngine(name, torch.Precision, checkpoint, torch.IsFused, _output, threads);
        }

        var klue = KlueForms[name];
        return new KlueEngine(name, klue.Precision, Model(klue.Weights), _output, threads);
    }

    public void Dispose()
    {
        foreach (var model in _klue.Values)
        {
            model.Dispose();
        }
    }

    // One model serves every number of threads.
    private BertModel Model(WeightFormat format)
    {
        if (!_klue.TryGetValue(format, out var model))
        {
            using var checkpoint = _cache.Open(format);
            _klue.Add(format, model = BertModel.Load(checkpoint));
        }

        return model;
    }
}
