using System.CommandLine;
using System.Runtime.InteropServices;
using Klue.Server;
using Microsoft.Extensions.Hosting;

namespace Klue.Cli.Commands;

/// <summary><c>klue serve</c>: models over HTTP.</summary>
internal sealed class ServeCommand : Command, IExampleSource, IOwnShutdown
{
    // Of the server's options nothing but constants is used up to RunAsync: other commands do not load the server.
    private readonly CommandHost _host;
    private readonly Option<string[]> _models = new("--model", "-m") { Description = "A model's folder, served under the folder's name; may be given several times. The four embedded models if not given.", HelpName = "FOLDER" };
    private readonly Option<string[]> _urls = new("--urls") { Description = $"Where to listen; may be given several times. {ServerOptions.UsualUrl} if not given.", HelpName = "URL" };
    private readonly Option<int?> _requests = SharedOptions.Count("--max-concurrent-requests", $"The most requests at once, further ones are answered 429; {ServerOptions.UsualMaxConcurrentRequests} if not given.");
    private readonly Option<int?> _tokens = SharedOptions.Count("--max-batch-tokens", $"The most tokens of a batch and of a text; {ServerOptions.UsualMaxBatchTokens} if not given.");
    private readonly Option<int?> _inputs = SharedOptions.Count("--max-inputs", $"The most inputs of a request; {ServerOptions.UsualMaxInputs} if not given.");
    private readonly Option<int?> _bytes = SharedOptions.Count("--max-body-bytes", $"The most bytes of a request's body; {ServerOptions.UsualMaxBodyBytes} if not given.");
    private readonly Option<int?> _connections = SharedOptions.Count("--max-connections", $"The most open connections; {ServerOptions.UsualMaxConnections} if not given.");
    private readonly Option<int?> _timeout = SharedOptions.Count("--timeout", $"The most seconds of a request; {ServerOptions.UsualRequestSeconds} if not given.");
    private readonly Option<int?> _drain = SharedOptions.Count("--drain-timeout", $"The most seconds that a stop waits for accepted requests; {ServerOptions.UsualDrainSeconds} if not given.");
    private readonly Option<string[]> _keys = new("--api-key") { Description = "A key that requests must bring (Authorization: Bearer KEY); may be given several times. None is asked for if not given.", HelpName = "KEY" };
    private readonly Option<string?> _keyFile = new("--api-key-file") { Description = "A file of such keys, one a line, for command lines are no secret.", HelpName = "FILE" };
    private readonly Option<string[]> _cors = new("--cors") { Description = "An origin whose pages may call, or *; may be given several times. None if not given.", HelpName = "ORIGIN" };
    private readonly Option<bool> _logRequests = new("--log-requests") { Description = "A line on standard error for each request, without what was sent." };
    private readonly Option<bool> _logTexts = new("--log-texts") { Description = "The same, and what was sent." };
    private readonly Option<string?> _mecab = SharedOptions.Mecab("The dictionary for the page's morphemes");
    private readonly Option<int?> _threads = SharedOptions.Threads();
    private readonly Option<string?> _instructionSet = SharedOptions.InstructionSet();

    public ServeCommand(CommandHost host)
        : base("serve", "Serve models over HTTP: the routes of text-embeddings-inference, OpenAI and Hugging Face, and a page to try them.")
    {
        _host = host;
        foreach (var option in (Option[])
        [
            _models, _urls, _requests, _tokens, _inputs, _bytes, _connections, _timeout, _drain, _keys, _keyFile, _cors, _logRequests, _logTexts,
            _mecab, _threads, _instructionSet,
        ])
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue serve",
        "klue serve --model klue-bert-base --model models/klue-mini-sentence --urls http://127.0.0.1:8080",
        "klue serve --urls http://0.0.0.0:8080 --api-key-file keys.txt --log-requests",
    ];

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var app = KlueServer.Build(OptionsOf(arguments));
        await using var running = app.ConfigureAwait(false);

        // Ctrl+C cancels the command. Were both heard by the server itself, it might have stopped before the command knows why.
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            app.Lifetime.StopApplication();
        });
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new UsageException($"--urls: {exception.Message}", exception);
        }

        _host.Say($"listening on {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        _host.Say("stopped: every accepted request was answered");
        return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Success;
    }

    private ServerOptions OptionsOf(ParseResult arguments) => new()
    {
        StopsOnSignals = false,
        Models = arguments.GetValue(_models) is { Length: > 0 } folders
            ? [.. folders.Select(SharedOptions.ModelFolder)]
            : [.. EmbeddedModel.All.Select(model => model.Folder)],
        Urls = arguments.GetValue(_urls) is { Length: > 0 } urls ? urls : [ServerOptions.UsualUrl],
        MaxConcurrentRequests = arguments.GetValue(_requests) ?? ServerOptions.UsualMaxConcurrentRequests,
        MaxBatchTokens = arguments.GetValue(_tokens) ?? ServerOptions.UsualMaxBatchTokens,
        MaxInputs = arguments.GetValue(_inputs) ?? ServerOptions.UsualMaxInputs,
        MaxBodyBytes = arguments.GetValue(_bytes) ?? ServerOptions.UsualMaxBodyBytes,
        MaxConnections = arguments.GetValue(_connections) ?? ServerOptions.UsualMaxConnections,
        RequestTimeout = TimeSpan.FromSeconds(arguments.GetValue(_timeout) ?? ServerOptions.UsualRequestSeconds),
        DrainTimeout = TimeSpan.FromSeconds(arguments.GetValue(_drain) ?? ServerOptions.UsualDrainSeconds),
        ApiKeys = [.. arguments.GetValue(_keys) ?? [], .. KeysOf(arguments.GetValue(_keyFile))],
        CorsOrigins = arguments.GetValue(_cors) ?? [],
        LogRequests = arguments.GetValue(_logRequests),
        LogTexts = arguments.GetValue(_logTexts),
        MecabDictionary = arguments.GetValue(_mecab),
        Kernels = SharedOptions.Kernels(arguments.GetValue(_threads), arguments.GetValue(_instructionSet)),
    };

    private static List<string> KeysOf(string? file)
    {
        try
        {
            List<string> keys = file is null ? [] : [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
            return file is null || keys.Count > 0 ? keys : throw new UsageException($"--api-key-file '{file}' holds no key.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--api-key-file '{file}' cannot be read.", exception);
        }
    }
}
