using System.CommandLine;
using Klue.Server;
using Microsoft.Extensions.Hosting;

namespace Klue.Cli.Commands;

/// <summary><c>klue serve</c>: models over HTTP.</summary>
internal sealed class ServeCommand : Command, IExampleSource
{
    private readonly CommandHost _host;
    private readonly Option<string[]> _models = new("--model", "-m") { Description = "A model's folder, served under the folder's name; may be given several times. The four embedded models if not given.", HelpName = "FOLDER" };
    private readonly Option<string[]> _urls = new("--urls") { Description = "Where to listen; may be given several times. http://127.0.0.1:8080 if not given.", HelpName = "URL" };
    private readonly Option<string?> _mecab = SharedOptions.Mecab("Find morphemes and parts of speech for the page's tools by mecab-ko-dic");

    public ServeCommand(CommandHost host)
        : base("serve", "Serve models over HTTP, with a page to try them.")
    {
        _host = host;
        Add(_models);
        Add(_urls);
        Add(_mecab);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue serve",
        "klue serve --model klue-bert-base --model models/klue-mini-sentence --urls http://127.0.0.1:8080",
    ];

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new ServerOptions
        {
            Models = arguments.GetValue(_models) is { Length: > 0 } named ? named : [.. EmbeddedModel.All.Select(model => model.Folder)],
            MecabDictionary = arguments.GetValue(_mecab),
        };
        if (arguments.GetValue(_urls) is { Length: > 0 } urls)
        {
            options = options with { Urls = urls };
        }

        var app = KlueServer.Build(options);
        await using var running = app.ConfigureAwait(false);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        _host.Say($"listening on {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        return ExitCode.Success;
    }
}
