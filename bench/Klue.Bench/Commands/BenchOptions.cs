using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Klue.Bench.Timing;
using Klue.Bench.Workloads;
using Klue.CommandLine;
using Klue.Kernels;

namespace Klue.Bench.Commands;

/// <summary>Options that several commands have, each made in one way.</summary>
internal static class BenchOptions
{
    /// <summary><c>--threads</c>.</summary>
    public static Option<int[]> Threads(params int[] fallback) => new("--threads")
    {
        Description = "Numbers of threads, with commas between them.",
        HelpName = "LIST",
        DefaultValueFactory = _ => fallback,
        CustomParser = ReadThreads,
    };

    /// <summary><c>--threads</c>, by itself one and as many as there are processors.</summary>
    public static Option<int[]> OneAndAllThreads() => Threads([.. new[] { 1, Environment.ProcessorCount }.Distinct()]);

    /// <summary><c>--isa</c>.</summary>
    public static Option<string?> InstructionSet() => new("--isa")
    {
        Description = "The instruction set: avx512, avx2, vector128 or scalar; the best this machine has if not given.",
        HelpName = "NAME",
    };

    /// <summary><c>--shapes</c>.</summary>
    public static Option<string?> Shapes(string description) => new("--shapes") { Description = description, HelpName = "LIST" };

    /// <summary><c>--weights</c>.</summary>
    public static Option<WeightFormat> Weights() => new("--weights")
    {
        Description = "How weights are kept: f32, bf16, f16 or i8; f32 if not given.",
        HelpName = "FORMAT",
    };

    /// <summary><c>--cold</c>.</summary>
    public static Option<bool> Cold(string what = "weights") => new("--cold")
    {
        Description = $"Take the {what} from memory in every run: rotate through more copies than the caches hold.",
    };

    /// <summary><c>--tsv</c>.</summary>
    public static Option<bool> Tsv() => new("--tsv") { Description = "Print tab-separated rows under a line of names." };

    /// <summary><c>--seconds</c>.</summary>
    public static Option<double> Seconds(double fallback)
    {
        var option = new Option<double>("--seconds")
        {
            Description = "Time for each case, after its warm-up; every case runs at least once in each round.",
            HelpName = "S",
            DefaultValueFactory = _ => fallback,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds)
                && seconds is not (> 0 and < 86400))
            {
                result.AddError($"--seconds is {token.Value}; expected more than 0 and less than a day.");
            }
        });
        return option;
    }

    /// <summary><c>--rounds</c>.</summary>
    public static Option<int> Rounds() => Count("--rounds", "How often every case has its turn.", new TimingPlan().Rounds);

    /// <summary>A number of times, one or more.</summary>
    public static Option<int> Count(string name, string description, int fallback)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var count) && count < 1)
            {
                result.AddError($"{name} is {count}; expected 1 or more.");
            }
        });
        return option;
    }

    /// <summary>A number of percent, 0 or more.</summary>
    public static Option<double> Percent(string name, string description, double fallback)
    {
        var option = new Option<double>(name) { Description = description, HelpName = "PERCENT", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var percent) && !(percent >= 0))
            {
                result.AddError($"{name} is {token.Value}; expected 0 or more.");
            }
        });
        return option;
    }

    /// <summary><c>--model</c>.</summary>
    public static Option<string?> Model(string description) => new("--model", "-m") { Description = description, HelpName = "FOLDER" };

    /// <summary><c>--texts</c>.</summary>
    public static Option<string?> Texts() => new("--texts")
    {
        Description = "A file of texts in UTF-8, one a line; random words of the vocabulary if not given.",
        HelpName = "FILE",
    };

    /// <summary><c>--program</c>.</summary>
    public static Option<string[]> Programs() => new("--program")
    {
        Description = "A klue executable or klue.dll to start; may be given several times. klue-bench itself if not given.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The instruction set that <c>--isa</c> names.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine lacks it.</exception>
    public static SimdTier Tier(string? name)
    {
        var names = Enum.GetValues<SimdTier>().Select(KernelInfo.Name);
        if (name is not null && !names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException($"--isa: '{name}' names no instruction set; expected one of {string.Join(", ", names)}.");
        }

        return new KernelOptions { Tier = name is null ? KernelInfo.Active : KernelInfo.Parse(name) }.Tier;
    }

    /// <summary>The parts of a list with commas.</summary>
    public static IReadOnlyList<string> List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The parts of a list with commas, at least one.</summary>
    /// <exception cref="UsageException">There is nothing in it.</exception>
    public static IReadOnlyList<string> List(Option option, string text) =>
        List(text) is { Count: > 0 } parts
            ? parts
            : throw new UsageException($"{option.Name} names nothing; expected one or more, with commas between them.");

    /// <summary>What <c>--shapes</c> of batches names, or what a command has by itself.</summary>
    /// <exception cref="UsageException">One of them is no batch.</exception>
    public static IReadOnlyList<BatchShape> Batches(Option<string?> option, ParseResult arguments) =>
        [.. List(option, arguments.GetValue(option) ?? BatchShape.DefaultNames).Select(BatchShape.Parse)];

    /// <summary>The folder that was named, if one was.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string? Folder(string? named) => named is null || Directory.Exists(named)
        ? named
        : throw new UsageException($"--model '{named}': there is no such folder.");

    private static int[]? ReadThreads(ArgumentResult result)
    {
        var counts = new List<int>();
        foreach (var part in result.Tokens[0].Value.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > 1024)
            {
                result.AddError($"--threads: '{part}' is no number of threads; expected 1 to 1024.");
                return null;
            }

            counts.Add(count);
        }

        return [.. counts.Distinct()];
    }
}
