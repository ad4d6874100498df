using Klue.Server.Batching;
using Klue.Server.Errors;
using Klue.Server.Http;
using Klue.Server.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Klue.Server.State;

/// <summary>What the server says of itself.</summary>
internal static class StateEndpoints
{
    public static void Map(
        IEndpointRouteBuilder routes, ModelRegistry registry, ServerOptions options, BatchEngine engine, PrometheusExporter metrics, IHostApplicationLifetime lifetime)
    {
        routes.MapGet("/health", (RequestDelegate)(_ =>
            engine.IsAlive && !lifetime.ApplicationStopping.IsCancellationRequested
                ? Task.CompletedTask
                : throw new RequestException(ErrorKind.Stopping, "The server stops."))).OpenToAll();
        routes.MapJsonGet("/info", StateJson.Web.ServerInfo, _ => ServerInfo.Of(registry, options));
        routes.MapGet("/metrics", (RequestDelegate)(context =>
        {
            context.Response.ContentType = PrometheusExporter.ContentType;
            return context.Response.WriteAsync(metrics.Export(), context.RequestAborted);
        }));
    }
}
