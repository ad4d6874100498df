namespace Klue.Server.State;

/// <summary>The answer to <c>/info</c>.</summary>
/// <param name="ModelId">The model that embeds when none is named.</param>
/// <param name="Models">The names of all models.</param>
/// <param name="Version">Klue's version.</param>
internal sealed record ServerInfo(string ModelId, IReadOnlyList<string> Models, string Version)
{
    public static ServerInfo Of(ModelRegistry registry) => new(
        registry.FindFor(ServedTask.FeatureExtraction)!.Name,
        [.. registry.Models.Select(model => model.Name)],
        typeof(ServerInfo).Assembly.GetName().Version!.ToString(3));
}
