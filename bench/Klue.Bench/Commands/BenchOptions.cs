using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Klue.Bench.Timing;
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

    /// <summary><c>--isa</c>.</summary>
    public static Option<string?> InstructionSet() => new("--isa")
    {
        Description = "The instruction set: avx512, avx2, vector128 or scalar; the best this machine has if not given.",
        HelpName = "NAME",
    };

    /// <summary><c>--shapes</c>.</summary>
    public static Option<string?> Shapes(string description) => new("--shapes") { Description = description, HelpName = "LIST" };

    /// <summary><c>--cold</c>.</summary>
    public static Option<bool> Cold() => new("--cold")
    {
        Description = "Take the weights from memory in every run: rotate through more copies than the caches hold.",
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
    public static Option<int> Rounds()
    {
        var option = new Option<int>("--rounds")
        {
            Description = "How often every case has its turn.",
            HelpName = "N",
            DefaultValueFactory = _ => new TimingPlan().Rounds,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var rounds) && rounds < 1)
            {
                result.AddError($"--rounds is {rounds}; expected 1 or more.");
            }
        });
        return option;
    }

    /// <summary><c>--model</c>.</summary>
    public static Option<string?> Model(string description) => new("--model", "-m") { Description = description, HelpName = "FOLDER" };

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

    /// <summary>The folder that was named, if one was.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string? Folder(string? named) => named is null || Directory.Exists(named)
        ? named
        : throw new UsageException($"--model '{named}': there is no such folder.");

    private static int[]? ReadThreads(ArgumentResult result)
    {
        var counts = new List<int>();
        foreach (var part in List(result.Tokens[0].Value))
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
