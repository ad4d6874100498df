using System.Diagnostics;
using System.Globalization;
using Klue.Bench.Peers.Contests;
using Klue.Bench.Peers.Engines;
using Klue.Bench.Peers.Workloads;
using Klue.Bench.Starts;
using Klue.Bench.Timing;

namespace Klue.Bench.Peers.Starts;

/// <summary>Starts processes in turn, and pairs each start with Klue's in the same round.</summary>
internal sealed class StartContests(ModelCache cache, IReadOnlyList<string> engines, ContestSettings settings)
{
    /// <summary>The name of the command.</summary>
    public const string Name = "start";

    // One number of the order of 1, printed with nine digits.
    private const float MaxDifference = 2e-5f;

    /// <summary>Starts every engine once in each round, for each number of threads and input, after once that does not count.</summary>
    /// <exception cref="DisagreementException">An engine's number is not Klue's.</exception>
    /// <exception cref="CommandLine.UsageException">A process cannot be started, or fails.</exception>
    public IReadOnlyList<Standing> Run() =>
    [
        .. from threads in settings.Threads
           from input in new[] { StartInput.Text, StartInput.LargeBatch }
           from standing in Run(input, threads)
           select standing,
    ];

    private IReadOnlyList<Standing> Run(StartInput input, int threads)
    {
        string[] names = [KlueEngine.EngineName, .. engines.Except([KlueEngine.EngineName])];
        var programs = names.Select(name => new StartingProgram(name, ModelOf(name), input, threads)).ToList();
        settings.Progress.Begin(Name, programs.Count * (settings.Plan.Rounds + 1));
        var differences = Compare(programs);
        var results = programs.Select(_ => new List<FirstResult>()).ToList();
        for (var round = 0; round < settings.Plan.Rounds; round++)
        {
            for (var place = 0; place < programs.Count; place++)
            {
                settings.CancellationToken.ThrowIfCancellationRequested();
                results[place].Add(FirstResult.Of(programs[place].Info));
                settings.Progress.Advance();
            }
        }

        return [.. programs.Select((program, place) => new Standing(
            Found(program, results[place]), Ratio(results, place), place == 0 ? [] : [differences[place]]))];
    }

    private string ModelOf(string engine) => EngineCatalog.OnnxForms.TryGetValue(engine, out var form)
        ? cache.Graph(form, BertOutput.HiddenStates)
        : cache.ModelFolder();

    // The first start, which also brings the files into the page cache.
    private List<Label> Compare(IReadOnlyList<StartingProgram> programs)
    {
        var differences = new List<Label>();
        var klue = 0f;
        foreach (var program in programs)
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            var number = PrintedBy(program);
            klue = differences.Count == 0 ? number : klue;
            var difference = Math.Abs(number - klue);
            if (!(difference <= MaxDifference))
            {
                throw new DisagreementException($"{program.Engine} at {program.Input.Name} prints {number}; expected Klue's {klue}.");
            }

            differences.Add(new Label(Agreement.MaxDifferenceLabel, difference.ToString("0.0e-0", CultureInfo.InvariantCulture)));
            settings.Progress.Advance();
        }

        return differences;
    }

    private static float PrintedBy(StartingProgram program)
    {
        using var process = Process.Start(program.Info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return float.TryParse(output, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DisagreementException($"{program.Engine} at {program.Input.Name} prints no number: {errors.Result.ReplaceLineEndings(" ")}");
    }

    private static Measurement Found(StartingProgram program, IReadOnlyList<FirstResult> results) => new()
    {
        Suite = Name,
        Labels = [new("engine", program.Engine), new("input", program.Input.Name)],
        Threads = program.Threads,
        Work = new Work(Operations: 0, Bytes: 0, Items: 1),
        Seconds = Sample.Of(results.Select(result => result.Seconds)),
        PeakMemory = results.Max(result => (double)result.PeakMemory),
    };

    private static Sample? Ratio(List<List<FirstResult>> results, int place) => place == 0
        ? null
        : Sample.Of(results[place].Zip(results[0], (peer, klue) => peer.Seconds / klue.Seconds));
}
