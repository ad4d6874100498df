using Klue.Server.Errors;
using Klue.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Klue.Server.HuggingFace;

/// <summary>
/// Hugging Face's inference: a model by its name, for the task of its head or for one that is named, or a task by its name, for the
/// first model that can do it.
/// </summary>
internal sealed class HuggingFaceEndpoints(Inference inference)
{
    public static void Map(IEndpointRouteBuilder routes, Inference inference)
    {
        RequestDelegate answer = new HuggingFaceEndpoints(inference).AnswerAsync;
        routes.MapPost("/models/{name}", answer);
        routes.MapPost("/models/{name}/pipeline/{task}", answer);
        routes.MapPost("/pipeline/{task}", answer);
        routes.MapPost("/pipeline/{task}/{name}", answer);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var task = TaskOf((string?)context.Request.RouteValues["task"]);
        var name = (string?)context.Request.RouteValues["name"];
        var model = task is { } asked ? inference.Find(asked, name) : inference.Find(name!);
        var body = await JsonBody.ReadAsync(context).ConfigureAwait(false);
        var answer = await RunAsync(model, task, body, context.RequestAborted).ConfigureAwait(false);
        await JsonRoutes.WriteAsync(context, answer, HuggingFaceJson.Web.Object).ConfigureAwait(false);
    }

    private Task<object> RunAsync(ServedModel model, ServedTask? task, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        (task ?? model.DefaultTask) switch
        {
            ServedTask.FillMask => FillMaskTask.RunAsync(inference, model, body, cancellationToken),
            ServedTask.TextClassification => ClassificationTask.RunAsync(inference, model, body, cancellationToken),
            ServedTask.TokenClassification => EntityTask.RunAsync(inference, model, body, cancellationToken),
            ServedTask.QuestionAnswering => AnswerTask.RunAsync(inference, model, body, cancellationToken),
            _ => FeatureTask.RunAsync(inference, model, task, body, cancellationToken),
        };

    private static ServedTask? TaskOf(string? name) => name is null ? null
        : TaskNames.Find(name) ?? throw new RequestException(ErrorKind.NoSuchRoute, "There is no such task (see /docs).");
}
