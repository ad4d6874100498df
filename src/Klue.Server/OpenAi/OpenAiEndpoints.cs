using Klue.Server.Errors;
using Klue.Server.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Klue.Server.OpenAi;

/// <summary>OpenAI's embeddings and list of models.</summary>
internal sealed class OpenAiEndpoints(Inference inference)
{
    private readonly long _created = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public static void Map(IEndpointRouteBuilder routes, Inference inference, ModelRegistry registry)
    {
        var (openAi, json) = (new OpenAiEndpoints(inference), OpenAiJson.Web);
        routes.MapJsonPost("/v1/embeddings", json.EmbeddingsRequest, json.EmbeddingsResponse, openAi.EmbedAsync);
        routes.MapJsonGet("/v1/models", json.ModelList, _ => new ModelList("list", [.. registry.Models.Select(openAi.Describe)]));
        routes.MapJsonGet("/v1/models/{model}", json.ModelObject, openAi.Model);
    }

    private async Task<EmbeddingsResponse> EmbedAsync(EmbeddingsRequest request, HttpContext context)
    {
        var model = inference.Find(ServedTask.FeatureExtraction, request.Model);
        var pipeline = model.Embeddings(new Truncation(IsAllowed: false), promptName: null);
        if (request.Dimensions is { } dimensions && dimensions != pipeline.Dimensions)
        {
            throw new RequestException(ErrorKind.WrongShape, $"'dimensions' is {dimensions}; the model's vectors have {pipeline.Dimensions}.");
        }

        var isBase64 = request.EncodingFormat switch
        {
            null or "float" => false,
            "base64" => true,
            _ => throw new RequestException(ErrorKind.WrongShape, "'encoding_format' is neither 'float' nor 'base64'."),
        };
        string[] texts = [.. RequestFields.Required(request.Input, "input").Items.Select(input => input.ToText(model.Model.Tokenizer))];
        var embeddings = await inference.RunAsync(pipeline, "input", texts, context.RequestAborted).ConfigureAwait(false);
        var vectors = EmbeddingVectors.Shape(embeddings, model, dimensions: null, normalize: true);
        var tokens = embeddings.Sum(embedding => embedding.TokenCount);
        return new EmbeddingsResponse(
            "list",
            [.. vectors.Select((vector, index) => new EmbeddingObject("embedding", index, new EmbeddingNumbers(vector, isBase64)))],
            model.Name,
            new Usage(tokens, tokens));
    }

    private ModelObject Model(HttpContext context) => Describe(inference.Find((string)context.Request.RouteValues["model"]!));

    private ModelObject Describe(ServedModel model) => new(model.Name, "model", _created, "klue");
}
