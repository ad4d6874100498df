using Klue.Bench.Peaks;
using Klue.Bench.Results;
using Klue.Bench.Suites;
using Klue.Bench.Timing;
using static Klue.Bench.Results.MeasurementColumns;

namespace Klue.Bench.Starts;

/// <summary>Starts programs, in turn, and waits for their first result: process, model file, embedding.</summary>
internal sealed class StartSurvey(PeakGauge gauge, IBenchProgress progress)
{
    /// <summary>The name of the subcommand and of the result files.</summary>
    public const string Name = "start";

    private const string Text = "이 영화는 정말 재미있게 봤습니다.";
    private const string TextInput = "text";
    private const string LargeBatch = "8x128";

    /// <summary>What is shown of each measurement.</summary>
    public static IReadOnlyList<Column<Measurement>> Columns { get; } =
    [
        Label("program"), Label("isa"), Threads, Label("model"), Label("input"),
        MedianMilliseconds, P10Milliseconds, P90Milliseconds, MinMilliseconds, PeakMegabytes,
        new("weights_mb", "0", found => found.Work.Bytes / 1e6), ShareOfRead, ReadPeak, Runs,
    ];

    /// <summary>Starts every program so many times, after once that does not count, so that all of them find the files in the page cache.</summary>
    /// <param name="settings">Threads and instruction set, which programs are told.</param>
    /// <param name="programs">The programs.</param>
    /// <param name="folder">The model's folder.</param>
    /// <param name="runs">Starts that count.</param>
    /// <param name="cancellationToken">Looked at between two starts.</param>
    /// <exception cref="OperationCanceledException">Cancelled between two starts.</exception>
    /// <exception cref="CommandLine.UsageException">A program cannot be started, or fails.</exception>
    public IReadOnlyList<Measurement> Run(
        SuiteSettings settings, IReadOnlyList<StartProgram> programs, string folder, int runs, CancellationToken cancellationToken)
    {
        var starts = (from program in programs
                      from threads in settings.Threads
                      from input in program.IsSelf ? new[] { TextInput, LargeBatch } : [TextInput]
                      select new Start(program, threads, input, folder, settings, gauge)).ToList();
        progress.Begin(Name, starts.Count * (runs + 1));
        for (var run = 0; run <= runs; run++)
        {
            foreach (var start in starts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                start.Run(counts: run > 0);
                progress.Advance();
            }
        }

        return [.. starts.Select(start => start.Finish())];
    }

    /// <summary>One program, number of threads and input.</summary>
    private sealed class Start(StartProgram program, int threads, string input, string folder, SuiteSettings settings, PeakGauge gauge)
    {
        private readonly PeakTrace _read = new(gauge, PeakKind.MemoryRead, threads);
        private readonly double _weights = Directory.EnumerateFiles(folder, "*.safetensors").Sum(file => (double)new FileInfo(file).Length);
        private readonly List<FirstResult> _results = [];

        public void Run(bool counts)
        {
            string[] shared = ["--model", folder, "--threads", $"{threads}"];
            string[] arguments = input == TextInput ? ["embed", Text, .. shared] : ["embed", "--shape", input, .. shared];
            if (!counts)
            {
                FirstResult.Of(program.StartInfo(arguments, settings.Tier));
                return;
            }

            _read.Begin();
            var result = FirstResult.Of(program.StartInfo(arguments, settings.Tier));
            _results.Add(result);
            _read.Finish([_weights / result.Seconds]);
        }

        public Measurement Finish() => new()
        {
            Suite = Name,
            Labels =
            [
                new("program", program.Name), new("isa", settings.TierName), new("model", new DirectoryInfo(folder).Name), new("input", input),
            ],
            Threads = threads,
            Work = new Work(Operations: 0, _weights, Items: 1),
            Seconds = Sample.Of(_results.Select(result => result.Seconds)),
            Read = _read.Share,
            PeakMemory = _results.Max(result => (double)result.PeakMemory),
        };
    }
}
