using Klue;
using Klue.Extensions.AI;
using Klue.Models;
using Klue.Pipelines;
using Klue.Samples;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.AI;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddKlue().AddOptions<KlueOptions>().BindConfiguration("Klue");

var app = builder.Build();

// Loaded now, not with the first request.
_ = app.Services.GetRequiredService<KlueModel>();

app.MapPost("/embed", async Task<Results<Ok<EmbedResponse>, ProblemHttpResult>> (
    string[] texts, IEmbeddingGenerator<string, Embedding<float>> generator, CancellationToken cancellationToken) =>
{
    try
    {
        var embeddings = await generator.GenerateAsync(texts, cancellationToken: cancellationToken);
        return TypedResults.Ok(new EmbedResponse([.. embeddings.Select(embedding => embedding.Vector)], embeddings.Usage!.InputTokenCount));
    }
    catch (InputException exception)
    {
        return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
    }
});

app.MapGet("/similarity", (string left, string right, SentenceSimilarityPipeline compare) => MathF.Round(compare.Run((left, right)), 4));

app.Run();
