using Microsoft.AspNetCore.Builder;

namespace Klue.Server.Http;

/// <summary>What routes say of themselves.</summary>
internal static class RouteMarks
{
    /// <summary>The route answers without a key.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(Http.OpenToAll.Mark);
}
