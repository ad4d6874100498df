using Klue.Bench.Peers.Onnx;
using Klue.Bench.Peers.Workloads;
using Klue.CommandLine;
using Klue.Models;

namespace Klue.Bench.Peers.Engines;

/// <summary>The engines by their names, all with the same weights.</summary>
internal sealed class EngineCatalog : IDisposable
{
    private static readonly Dictionary<string, Func<EngineCatalog, string, int, IEngine>> Engines = new(StringComparer.Ordinal)
    {
        [KlueEngine.EngineName] = (catalog, _, threads) => new KlueEngine(catalog._klue.Value, catalog._output, threads),
        ["ort-plain"] = OnnxRuntime(OnnxForm.Plain, Precision.Float32),
        ["ort-fused"] = OnnxRuntime(OnnxForm.Fused, Precision.Float32),
        ["ort-mha"] = OnnxRuntime(OnnxForm.Mha, Precision.Float32),
        ["ort-int8"] = OnnxRuntime(OnnxForm.Int8, Precision.Int8),
        ["torch"] = Torch(isFused: false, Precision.Float32),
        ["torch-sdpa"] = Torch(isFused: true, Precision.Float32),
        ["torch-bf16"] = Torch(isFused: true, Precision.BFloat16),
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

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Engines.Keys;

    /// <summary>Returns the names that were given.</summary>
    /// <exception cref="UsageException">One of them names no engine.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> names) => names.FirstOrDefault(name => !Engines.ContainsKey(name)) is { } unknown
        ? throw new UsageException($"--engines: '{unknown}' names no engine; expected some of {string.Join(", ", Names)}.")
        : names;

    /// <summary>Loads the model into an engine.</summary>
    public IEngine Open(string name, int threads) => Engines[name](this, name, threads);

    public void Dispose()
    {
        if (_klue.IsValueCreated)
        {
            _klue.Value.Dispose();
        }
    }

    private static Func<EngineCatalog, string, int, IEngine> OnnxRuntime(OnnxForm form, Precision precision) =>
        (catalog, name, threads) =>
        {
            var size = OutputSize.Of(catalog._output, catalog._klue.Value.Config);
            return new OnnxRuntimeEngine(name, precision, catalog._cache.Graph(form, catalog._output), size, threads);
        };

    private static Func<EngineCatalog, string, int, IEngine> Torch(bool isFused, Precision precision) =>
        (catalog, name, threads) =>
        {
            using var checkpoint = catalog._cache.Open();
            return new TorchEngine(name, precision, checkpoint, isFused, catalog._output, threads);
        };
}
