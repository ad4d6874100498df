using System.CommandLine;
using Klue.Bench.Results;
using Klue.Bench.Serving;
using Klue.Bench.Workloads;
using Klue.CommandLine;

namespace Klue.Bench.Commands;

/// <summary><c>klue-bench server</c>: a server on loopback under load.</summary>
internal sealed class ServerCommand : Command, IExampleSource
{
    private const string SmallCases = "steady,burst,slow_sockets";
    private const string LargeCases = "saturation,single_client";

    private readonly CommandHost _host;
    private readonly Option<string> _cases = new("--cases")
    {
        Description = $"What to do, with commas between: {SmallCases}, {LargeCases}; all if not given.",
        HelpName = "LIST",
        DefaultValueFactory = _ => $"{SmallCases},{LargeCases}",
    };

    private readonly Option<string?> _model = BenchOptions.Model("The model's folder; if not given, klue-mini for the first three cases and a BERT-base of random weights for the others.");
    private readonly Option<bool> _tsv = BenchOptions.Tsv();

    public ServerCommand(CommandHost host)
        : base("server", "Load a server of this process on loopback.")
    {
        _host = host;
        Add(_cases);
        Add(_model);
        Add(_tsv);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "klue-bench server --cases steady,burst",
        "klue-bench server --cases saturation,single_client --tsv",
    ];

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var names = BenchOptions.List(_cases, arguments.GetRequiredValue(_cases));
        var unknown = names.FirstOrDefault(name => !$"{SmallCases},{LargeCases}".Split(',').Contains(name));
        if (unknown is not null)
        {
            throw new UsageException($"--cases: '{unknown}' is no case; expected {SmallCases}, {LargeCases}.");
        }

        var folder = BenchOptions.Folder(arguments.GetValue(_model));
        using var random = folder is null && names.Any(name => LargeCases.Split(',').Contains(name)) ? new RandomModelFolder() : null;
        var small = folder ?? Path.Combine(AppContext.BaseDirectory, "served", "klue-mini");
        var large = folder ?? random?.Path ?? small;
        var figures = new List<ServerFigure>();
        foreach (var server in (IServerCase[])[new SteadyCase(small), new BurstCase(small), new SlowSocketsCase(small), new SaturationCase(large), new SingleClientCase(large)])
        {
            if (names.Contains(server.Name))
            {
                figures.AddRange(await server.RunAsync(cancellationToken).ConfigureAwait(false));
            }
        }

        new Table<ServerFigure>(ServerFigure.Columns, figures).Write(_host, arguments.GetValue(_tsv));
        return ExitCode.Success;
    }
}
