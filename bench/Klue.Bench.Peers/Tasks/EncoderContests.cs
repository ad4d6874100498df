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
/// <param name="settings">How they are timed.</param>
internal sealed class EncoderContests(string suite, EncoderTask task, EngineCatalog catalog, ContestSettings settings)
{
    private static readonly BertConfig Config = RandomBert.Config;

    /// <summary>Holds all contests; Klue takes part in each, and comes first.</summary>
    /// <exception cref="DisagreementException">An engine's results are not Klue's.</exception>
    public IReadOnlyList<Standing> Run(IReadOnlyList<string> engines, IReadOnlyList<BatchShape> shapes)
    {
        string[] names = [KlueEngine.EngineName, .. engines.Except([KlueEngine.EngineName])];
        var standings = new List<Standing>();
        foreach (var threads in settings.Threads)
        {
            using var opened = new Opened<IEngine>(names.Select(name => catalog.Open(name, threads)));
            foreach (var shape in shapes)
            {
                standings.AddRange(Run(opened.All, shape, threads));
            }
        }

        return standings;
    }

    private IReadOnlyList<Standing> Run(IReadOnlyList<IEngine> engines, BatchShape shape, int threads)
    {
        var texts = task.Texts(shape, Config);
        var entries = engines.SelectMany(engine => engine.Batchings(texts).Select(batching => (engine, batching))).ToList();
        using var runs = new Opened<IEngineRun>(entries.Select(entry => task.Prepare(entry.engine, texts, entry.batching)));
        return new Contest(settings).Run(
        [
            .. entries.Zip(runs.All, (entry, run) => new Contestant(
                Case(entry.engine, shape, entry.batching, threads, run), Compare(entry.engine, run))),
        ]);

        IReadOnlyList<Label> Compare(IEngine engine, IEngineRun run)
        {
            run.Run();
            var klue = runs.All[0];
            if (run == klue)
            {
                return [];
            }

            var agreement = Agreement.Between(klue, run, task.OutputsOf(texts));
            var miss = agreement.Miss(engine.Precision) ?? (engine.Precision == Precision.Float32 ? task.Difference(klue, run) : null);
            return miss is null
                ? agreement.Remarks
                : throw new DisagreementException($"{engine.Name} at {shape.Name} with --threads {threads} does not agree with Klue: {miss}.");
        }
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
