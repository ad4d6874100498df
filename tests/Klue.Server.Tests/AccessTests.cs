using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Klue.Server.Tests;

/// <summary>Who may ask: keys, origins, and how many at once.</summary>
public sealed class AccessTests(SharedServer shared)
{
    [Fact]
    public async Task A_key_is_asked_for_where_something_is_computed_or_told()
    {
        await using var server = await TestServer.StartAsync(options => options with { ApiKeys = ["first", "second"] });
        Assert.Equal(200, (await server.GetAsync("/health")).Status);
        foreach (var path in (string[])["/info", "/v1/models"])
        {
            Assert.Equal(401, (await server.GetAsync(path)).Status);
        }

        Assert.Equal(401, await StatusAsync(server, null));
        Assert.Equal(401, await StatusAsync(server, "third"));
        Assert.Equal(401, await StatusAsync(server, "firs"));
        Assert.Equal(401, await StatusAsync(server, ""));
        Assert.Equal(200, await StatusAsync(server, "first"));
        Assert.Equal(200, await StatusAsync(server, "second"));
        var (_, answer) = await server.PostAsync("/v1/embeddings", "{}");
        Assert.Equal("invalid_api_key", answer.GetProperty("error").Text("code"));
    }

    [Fact]
    public async Task Other_origins_may_call_only_if_they_are_named()
    {
        Assert.False((await AskAsync(shared.Server)).Headers.Contains("Access-Control-Allow-Origin"));
        await using var server = await TestServer.StartAsync(options => options with { CorsOrigins = ["https://page.example"], ApiKeys = ["key"] });
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/embed");
        preflight.Headers.Add("Origin", "https://page.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var allowed = await server.Client.SendAsync(preflight, TestContext.Current.CancellationToken);
        Assert.Equal(["https://page.example"], allowed.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["https://page.example"], (await AskAsync(server)).Headers.GetValues("Access-Control-Allow-Origin"));

        static async Task<HttpResponseMessage> AskAsync(TestServer server)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
            request.Headers.Add("Origin", "https://page.example");
            return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task One_request_too_many_is_turned_away_and_told_to_come_back()
    {
        await using var server = await TestServer.StartAsync(options => options with { MaxConcurrentRequests = 1 });
        using var slow = new SlowBody();
        var first = server.Client.PostAsync("/embed", slow, TestContext.Current.CancellationToken);
        await slow.Started;
        using var second = await server.Client.PostAsync("/embed", new StringContent("{}", new MediaTypeHeaderValue("application/json")), TestContext.Current.CancellationToken);
        Assert.Equal(429, (int)second.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter!.Delta);
        Assert.Equal(200, (await server.GetAsync("/health")).Status);
        slow.Finish("""{"inputs":"가"}""");
        Assert.Equal(200, (int)(await first).StatusCode);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_answered_503()
    {
        await using var server = await TestServer.StartAsync(options => options with { RequestTimeout = TimeSpan.FromMilliseconds(200) });
        using var client = new TcpClient();
        await client.ConnectAsync(server.Client.BaseAddress!.Host, server.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(
            "POST /embed HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray(), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith("HTTP/1.1 503 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<int> StatusAsync(TestServer server, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/embed") { Content = new StringContent("""{"inputs":"가"}""", new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
