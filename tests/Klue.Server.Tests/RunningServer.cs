using Klue.Tests;
using Microsoft.AspNetCore.Builder;

namespace Klue.Server.Tests;

/// <summary>A server on a free port of loopback, and a client of it.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>Calls the server; paths are relative to its root.</summary>
    public HttpClient Client { get; }

    /// <summary>The models that lie in the repository.</summary>
    public static string[] EmbeddedModels { get; } =
        [.. new[] { "klue-mini", "klue-mini-sentiment", "klue-mini-ner", "klue-mini-sentence" }.Select(name => RepositoryFolder.Find("models", name))];

    public static async Task<RunningServer> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var options = new ServerOptions { Models = EmbeddedModels, Urls = ["http://127.0.0.1:0"] };
        var app = KlueServer.Build(change?.Invoke(options) ?? options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
