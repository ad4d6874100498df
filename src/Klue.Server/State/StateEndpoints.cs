using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Klue.Server.State;

/// <summary>What the server says of itself.</summary>
internal static class StateEndpoints
{
    public static void MapServerState(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", (RequestDelegate)(context => Task.CompletedTask));
        routes.MapGet("/info", (RequestDelegate)(context =>
            context.Response.WriteAsJsonAsync(ServerInfo.Of(context.RequestServices.GetRequiredService<ModelRegistry>()), StateJson.Default.ServerInfo)));
    }
}
