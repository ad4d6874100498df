using System.CommandLine;
using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Engines;
using Klue.Bench.Peers.Starts;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Results;
using Klue.CommandLine;
using static Klue.Bench.Peers.Contests.StandingColumns;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Peers.Commands;

/// <summary><c>start</c>: from nothing to the first result.</summary>
internal sealed class StartCommand : ContestCommand
{
    private readonly Option<string> _engines = PeerOptions.Engines(EngineCatalog.OnnxForms.Keys, "ort-plain,ort-fused");
    private readonly Option<string?> _cache = PeerOptions.Cache();

    public StartCommand(CommandHost host)
        : base(host, StartContests.Name, "Time processes from their start to their first embedding, and watch their memory.", secondsPerCase: null)
    {
        Add(_engines);
        Add(_cache);
        AddShared();
    }

    protected override IReadOnlyList<Column<Standing>> Columns { get; } =
    [
        Of(Label("engine")), Of(Threads), Of(Label("input")), Of(MedianMilliseconds),
        .. Ratios, Of(MinMilliseconds), Of(PeakMegabytes), Of(Runs), Remark(Agreement.MaxDifferenceLabel),
    ];

    protected override IReadOnlyList<Standing> Hold(ParseResult arguments, ContestSettings settings)
    {
        var engines = PeerOptions.Names(_engines, arguments, [.. EngineCatalog.OnnxForms.Keys]);
        return new StartContests(new ModelCache(arguments.GetValue(_cache)), engines, settings).Run();
    }
}
