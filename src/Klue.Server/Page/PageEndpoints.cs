using Klue.Server.Http;
using Klue.Tokenizer.Morphemes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Klue.Server.Page;

/// <summary>The page at <c>/</c>, and what its tools ask for beyond the other routes.</summary>
internal static class PageEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <exception cref="MecabDictionaryException">The dictionary is missing or damaged.</exception>
    public static void Map(IEndpointRouteBuilder routes, Inference inference, ModelRegistry registry, ServerOptions options)
    {
        foreach (var (path, file) in PageFiles.All())
        {
            routes.MapMethods(path, Reading, (RequestDelegate)file.AnswerAsync).OpenToAll();
        }

        var morphemes = options.MecabDictionary is { } folder ? new MorphemeAnalyzer(MecabDictionary.Load(folder)) : null;
        var (tools, state, json) = (new PageTools(inference, morphemes), PageState.Of(registry, options), PageJson.Web);
        routes.MapJsonGet("/page/models", json.PageState, _ => state);
        routes.MapJsonPost("/page/pieces", json.PiecesRequest, json.PiecesAnswer, tools.PiecesAsync);
        routes.MapJsonPost("/page/morphemes", json.MorphemesRequest, json.MorphemesAnswer, tools.MorphemesAsync);
        routes.MapJsonPost("/page/attention", json.AttentionRequest, json.AttentionAnswer, tools.AttentionAsync);
        routes.MapJsonPost("/page/similarity", json.SimilarityRequest, json.SimilarityAnswer, tools.SimilarityAsync);
        routes.MapJsonPost("/page/dependencies", json.DependenciesRequest, json.DependenciesAnswer, tools.DependenciesAsync);
    }
}
