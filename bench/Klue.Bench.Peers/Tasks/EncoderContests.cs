using Klue.Bench.Peaks;
using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Engines;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using Klue.Configuration;
using Klue.Kernels;

namespace Klue.Bench.Peers.Tasks;

/// <summary>Holds a contest for each number of threads and each shape, after the engines' results were compared.</summary>
/// <param name="suite">The name of the command.</param>
/// <param name="task">What the engines do.</param>
/// <param name="catalog">The engines.</param>
/// <param name="contest">How they are timed.</param>
internal sealed class EncoderContests(string suite, EncoderTask task, EngineCatalog catalog, Contest contest)
{
    private static readonly BertConfig Config = RandomBert.Config;

    /// <summary>Holds all contests; Klue takes part in each, and comes first.</summary>
    /// <exception cref="DisagreementException">An engine's results are not Klue's.</exception>
    public IReadOnlyList<Standing> Run(
        IReadOnlyList<string> engines, IReadOnlyList<BatchShape> shapes, IReadOnlyList<int> threads, CancellationToken cancellationToken)
    {
        string[] names = [KlueEngine.EngineName, .. engines.Except([KlueEngine.EngineName])];
        var standings = new List<Standing>();
        foreach (var count in threads)
        {
            using var opened = new Opened<IEngine>(names.Select(name => catalog.Open(name, count)));
            foreach (var shape in shapes)
            {
                standings.AddRange(Run(opened.All, shape, count, cancellationToken));
            }
        }

        return standings;
    }

    private IReadOnlyList<Standing> Run(IReadOnlyList<IEngine> engines, BatchShape shape, int threads, CancellationToken cancellationToken)
    {
        var texts = task.Texts(shape, Config);
        var entries = engines.SelectMany(engine => engine.Batchings(texts).Select(batching => (engine, batching))).ToList();
        using var runs = new Opened<IEngineRun>(entries.Select(entry => task.Prepare(entry.engine, texts, entry.batching)));
        var contestants = entries.Zip(runs.All, (entry, run) =>
        {
            run.Run();
            var agreement = run == runs.All[0] ? null : Agreement.Between(runs.All[0], run, task.OutputsOf(texts));
            return agreement?.Miss(entry.engine.Precision) is { } miss
                ? throw new DisagreementException($"{entry.engine.Name} at {shape.Name}, {threads} threads, does not agree with Klue: {miss}.")
                : new Contestant(Case(entry.engine, shape, entry.batching, threads, run), agreement);
        });
        return contest.Run([.. contestants], cancellationToken);
    }

    private BenchCase Case(IEngine engine, BatchShape shape, Batching batching, int threads, IEngineRun run) => new()
    {
        Suite = suite,
        Labels = [new("engine", engine.Name), new("batch", shape.Batch), new("seq", shape.Sequence + Suffix(batching))],
        Threads = threads,
        Work = new Work(BertWork.Operations(Config, shape.Lengths), BertWork.EncoderBytes(Config), shape.Tokens),
        ComputePeak = Peak.Of(KernelInfo.Active),
        Run = run.Run,
    };

    private static string Suffix(Batching batching) => batching switch
    {
        Batching.SortedEights => "8",
        Batching.Singles => "1",
        _ => "",
    };
}
