namespace Klue.Server.State;

/// <summary>The answer to <c>/info</c>: what text-embeddings-inference tells of its one model, of the one that embeds, and every model.</summary>
internal sealed record ServerInfo(
    string ModelId,
    string? ModelSha,
    string ModelDtype,
    ModelType ModelType,
    int MaxConcurrentRequests,
    int MaxInputLength,
    int MaxBatchTokens,
    int? MaxBatchRequests,
    int MaxClientBatchSize,
    bool AutoTruncate,
    int TokenizationWorkers,
    string Version,
    ModelInfo[] Models)
{
    public static ServerInfo Of(ModelRegistry registry, ServerOptions options)
    {
        var model = registry.FindFor(ServedTask.FeatureExtraction) ?? registry.Models[0];
        return new ServerInfo(
            model.Name,
            ModelSha: null,
            ModelDtype: "float32",
            ModelType.Of(model),
            options.MaxConcurrentRequests,
            model.MaxInputLength,
            options.MaxBatchTokens,
            MaxBatchRequests: null,
            options.MaxInputs,
            AutoTruncate: false,
            Environment.ProcessorCount,
            typeof(ServerInfo).Assembly.GetName().Version!.ToString(3),
            [.. registry.Models.Select(ModelInfo.Of)]);
    }
}
