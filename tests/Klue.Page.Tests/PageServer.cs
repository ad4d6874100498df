using Klue.Core.Tests.Tasks;
using Klue.Server;
using Klue.Tasks;
using Klue.Tests;
using Klue.Tokenizer.Tests.Morphemes;
using Microsoft.AspNetCore.Builder;

namespace Klue.Page.Tests;

/// <summary>A server on a free port of loopback: the embedded models, or these and what they lack, a model that answers, one that parses, both of random weights, and a dictionary of a few words.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IReadOnlyList<IDisposable> _made;

    private PageServer(WebApplication app, params IReadOnlyList<IDisposable> made) =>
        (_app, _made, Root) = (app, made, new Uri(app.Urls.Single()));

    /// <summary>Where the page is.</summary>
    public Uri Root { get; }

    /// <summary>The models that come with Klue.</summary>
    public static string[] EmbeddedModels { get; } =
        [.. new[] { "klue-mini", "klue-mini-sentiment", "klue-mini-ner", "klue-mini-sentence" }.Select(name => RepositoryFolder.Find("models", name))];

    /// <summary>Serves what <c>klue serve</c> serves when no model is named.</summary>
    public static async Task<PageServer> StartEmbeddedAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var options = new ServerOptions { Models = EmbeddedModels, Urls = ["http://127.0.0.1:0"] };
        return new PageServer(await StartAsync(change?.Invoke(options) ?? options));
    }

    /// <summary>Serves every task.</summary>
    /// <param name="hasMorphemes">Whether the server has a dictionary of morphemes.</param>
    public static async Task<PageServer> StartWholeAsync(bool hasMorphemes = true)
    {
        var folder = new TemporaryFolder();
        var (reader, parser) = (new TaskModelFolder(KlueTask.Mrc), new TaskModelFolder(KlueTask.Dp));
        var dictionary = Words();
        var options = new ServerOptions
        {
            Models = [.. EmbeddedModels, Named("random-mrc", reader), Named("random-dp", parser)],
            Urls = ["http://127.0.0.1:0"],
            MecabDictionary = hasMorphemes ? dictionary.Folder : null,
        };
        return new PageServer(await StartAsync(options), folder, reader, parser, dictionary);

        // A model is served under its folder's name.
        string Named(string name, TaskModelFolder model) => Directory.CreateSymbolicLink(folder.File(name), model.FullName).FullName;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        foreach (var made in _made)
        {
            made.Dispose();
        }
    }

    private static async Task<WebApplication> StartAsync(ServerOptions options)
    {
        var app = KlueServer.Build(options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static TinyDictionary Words() => new TinyDictionary
    {
        Words =
        [
            new("아버지", 0, 0, 150, 100, "NNG,아버지"),
            new("가", 0, 0, 120, 30, "JKS,가"),
            new("가방", 0, 0, 150, 60, "NNG,가방"),
            new("에", 0, 0, 120, 10, "JKB,에"),
        ],
        UnknownWords = [new("DEFAULT", 0, 0, 168, 1000, "UNKNOWN,*"), new("SPACE", 0, 0, 164, 1000, "SP,*")],
        Categories = [new("DEFAULT", Invoke: false, Group: true, Length: 0, ""), new("SPACE", Invoke: false, Group: true, Length: 0, " \t\n")],
        Connections = [[0]],
        Settings = "left-space-penalty-factor = 120,6000\n",
    }.Write();
}
