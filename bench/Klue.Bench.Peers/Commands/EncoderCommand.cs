using System.CommandLine;
using Klue.Bench.Commands;
using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Engines;
using Klue.Bench.Peers.Tasks;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Workloads;
using Klue.CommandLine;

namespace Klue.Bench.Peers.Commands;

/// <summary>A command that has encoders do one task in turn.</summary>
internal abstract class EncoderCommand : ContestCommand
{
    private readonly EncoderTask _task;
    private readonly string _defaultShapes;
    private readonly Option<string?> _shapes;
    private readonly Option<string> _engines;
    private readonly Option<string?> _cache = PeerOptions.Cache();

    protected EncoderCommand(CommandHost host, string name, string description, EncoderTask task, string shapes, string engines)
        : base(host, name, description, secondsPerCase: 2)
    {
        (_task, _defaultShapes) = (task, shapes);
        _shapes = BenchOptions.Shapes($"Batches, texts x tokens, with commas between them, and mixed; {shapes} if not given.");
        _engines = PeerOptions.Engines(EngineCatalog.Names, engines);
        Add(_shapes);
        Add(_engines);
        Add(_cache);
        AddShared();
    }

    protected override IReadOnlyList<Standing> Hold(ParseResult arguments, ContestSettings settings)
    {
        var shapes = BenchOptions.List(_shapes, arguments.GetValue(_shapes) ?? _defaultShapes).Select(BatchShape.Parse).ToList();
        var engines = PeerOptions.Names(_engines, arguments, EngineCatalog.Names);
        using var catalog = new EngineCatalog(new ModelCache(arguments.GetValue(_cache)), _task.Output);
        return new EncoderContests(Name, _task, catalog, settings).Run(engines, shapes);
    }
}
