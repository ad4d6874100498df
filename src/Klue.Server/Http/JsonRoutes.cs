using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Klue.Server.Http;

/// <summary>Routes that take JSON and answer JSON: how each of them is mapped.</summary>
internal static class JsonRoutes
{
    /// <summary>Maps a POST.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="pattern">The path.</param>
    /// <param name="requestShape">What is taken.</param>
    /// <param name="responseShape">What is answered.</param>
    /// <param name="answer">Makes the answer; an exception becomes an error's code and JSON.</param>
    public static IEndpointConventionBuilder MapJsonPost<TRequest, TResponse>(
        this IEndpointRouteBuilder routes,
        string pattern,
        JsonTypeInfo<TRequest> requestShape,
        JsonTypeInfo<TResponse> responseShape,
        Func<TRequest, HttpContext, Task<TResponse>> answer)
        where TRequest : class => routes.MapPost(pattern, (RequestDelegate)(async context =>
    {
        var body = await JsonBody.ReadAsync(context).ConfigureAwait(false);
        await WriteAsync(context, await answer(JsonBody.Read(body, requestShape), context).ConfigureAwait(false), responseShape).ConfigureAwait(false);
    }));

    /// <summary>Maps a GET.</summary>
    /// <inheritdoc cref="MapJsonPost"/>
    public static IEndpointConventionBuilder MapJsonGet<TResponse>(
        this IEndpointRouteBuilder routes, string pattern, JsonTypeInfo<TResponse> responseShape, Func<HttpContext, TResponse> answer) =>
        routes.MapGet(pattern, (RequestDelegate)(context => WriteAsync(context, answer(context), responseShape)));

    /// <summary>Writes an answer, serialised as a whole first: one that fails half-way is then still an error with its own code.</summary>
    public static async Task WriteAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> shape)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, shape);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
