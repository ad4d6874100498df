using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Klue.Server.Tests;

/// <summary>The routes as they are described.</summary>
public sealed class ReferenceTests(SharedServer shared)
{
    [Fact]
    public async Task Every_route_is_in_the_document_and_nothing_else()
    {
        var (_, document) = await shared.Server.GetAsync("/openapi.json");
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        var mapped =
            from endpoint in shared.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = endpoint.RoutePattern.RawText!
            where endpoint.DisplayName is not null && !IsPage(path)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            select $"{method} {path}";
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));

        // The page's own files and what only its tools ask for.
        static bool IsPage(string path) => path == "/" || path == "/docs.css" || path.StartsWith("/page/", StringComparison.Ordinal)
            || (Path.HasExtension(path) && path != "/openapi.json");
    }

    [Fact]
    public async Task The_examples_are_answered()
    {
        var (_, document) = await shared.Server.GetAsync("/openapi.json");
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (path.Value.TryGetProperty("post", out var post))
            {
                var example = post.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();
                var (status, answer) = await shared.Server.PostAsync(path.Name.Replace("{name}", "klue-mini").Replace("{task}", "fill-mask"), example);
                Assert.True(status == (path.Name == "/rerank" ? 424 : 200), $"{path.Name}: {status} {answer}");
            }
        }
    }

    [Fact]
    public async Task The_page_has_a_section_for_each_route_and_no_script()
    {
        using var response = await shared.Server.Client.GetAsync("/docs", TestContext.Current.CancellationToken);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var (_, document) = await shared.Server.GetAsync("/openapi.json");
        Assert.All(document.GetProperty("paths").EnumerateObject(), path => Assert.Contains($"<code>{path.Name}</code>", html));
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("style=", html);
        Assert.Contains("text/css", (await shared.Server.Client.GetAsync("/docs.css", TestContext.Current.CancellationToken)).Content.Headers.ContentType!.ToString());
    }
}
