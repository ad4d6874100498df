using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Klue.Tests;
using Microsoft.AspNetCore.Builder;

namespace Klue.Server.Tests;

/// <summary>A server on a free port of loopback, and a client of it.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>Calls the server; paths are relative to its root.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The models that lie in the repository.</summary>
    public static string[] EmbeddedModels { get; } =
        [.. new[] { "klue-mini", "klue-mini-sentiment", "klue-mini-ner", "klue-mini-sentence" }.Select(name => RepositoryFolder.Find("models", name))];

    public static async Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var options = new ServerOptions { Models = EmbeddedModels, Urls = ["http://127.0.0.1:0"] };
        var app = KlueServer.Build(change?.Invoke(options) ?? options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestServer(app);
    }

    /// <summary>Sends a body and gives the code and the answer's JSON.</summary>
    public async Task<(int Status, JsonElement Answer)> PostAsync(string path, string body, string contentType = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var response = await Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await ReadAsync(response));
    }

    /// <summary>Gives the code and the answer's JSON.</summary>
    public async Task<(int Status, JsonElement Answer)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await ReadAsync(response));
    }

    /// <summary>The answer to a body that must be answered.</summary>
    public async Task<JsonElement> AnswerAsync(string path, string body)
    {
        var (status, answer) = await PostAsync(path, body);
        Assert.True(status == 200, $"{path} {body}: {status} {answer}");
        return answer;
    }

    /// <summary>Waits until a condition holds: a client has its answer a moment before the server has counted it.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (var attempt = 0; !await holds(); attempt++)
        {
            Assert.True(attempt < 200, "It did not come true.");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}
