using Microsoft.AspNetCore.Routing;

namespace Klue.Server.Page;

/// <summary>The page at <c>/</c> and what its tools ask for beyond the other routes.</summary>
internal static class PageEndpoints
{
    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
    }
}
