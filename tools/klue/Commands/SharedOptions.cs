using System.CommandLine;
using System.CommandLine.Parsing;
using Klue.Kernels;

namespace Klue.Cli.Commands;

/// <summary>Options that several commands have, each made in one way.</summary>
internal static class SharedOptions
{
    /// <summary><c>-m</c>: the model's folder.</summary>
    public static Option<string?> Model(EmbeddedModel? fallback) => new("--model", "-m")
    {
        Description = fallback is null
            ? "The model's folder, as Hugging Face writes it."
            : $"The model's folder, as Hugging Face writes it; the embedded {fallback.Name} if not given.",
        HelpName = "FOLDER",
    };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for machines." };

    /// <summary><c>--threads</c>.</summary>
    public static Option<int?> Threads() => Count("--threads", "The most threads to compute with; all processors if not given.");

    /// <summary><c>--top-k</c>, null if not given.</summary>
    public static Option<int?> TopK(string description) => Count("--top-k", description);

    /// <summary><c>--top-k</c> with a default.</summary>
    public static Option<int> TopK(string description, int fallback)
    {
        var option = new Option<int>("--top-k") { Description = description, HelpName = "N", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result => RequireAtLeast(result, 1));
        return option;
    }

    /// <summary>A whole number that is not below <paramref name="least"/>, null if not given.</summary>
    public static Option<int?> Count(string name, string description, int least = 1)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result => RequireAtLeast(result, least));
        return option;
    }

    /// <summary><c>--input</c>: rows instead of a text on the command line.</summary>
    public static Option<string?> Input() => new("--input") { Description = "Read rows from a file instead; - is standard input.", HelpName = "FILE" };

    /// <summary><c>--input-format</c>.</summary>
    public static Option<string?> InputFormat() => new Option<string?>("--input-format")
    {
        Description = "How rows are written: a text a line, or JSONL; by the file's ending if not given.",
    }.AcceptOnlyFromAmong("text", "jsonl");

    /// <summary><c>--mecab</c>.</summary>
    public static Option<string?> Mecab(string description) => new("--mecab")
    {
        Description = $"{description} (a folder with a compiled dictionary: sys.dic, unk.dic, matrix.bin, char.bin, dicrc).",
        HelpName = "DIR",
    };

    /// <summary><c>--isa</c>.</summary>
    public static Option<string?> InstructionSet() => new("--isa")
    {
        Description = "The instruction set: avx512, avx2, vector128 or scalar; the best this machine has if not given.",
        HelpName = "NAME",
    };

    /// <summary>What <c>--threads</c> and <c>--isa</c> say.</summary>
    /// <exception cref="UsageException">There is no such instruction set.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine lacks it.</exception>
    public static KernelOptions Kernels(int? threads, string? instructionSet)
    {
        var kernels = KernelOptions.Default;
        if (instructionSet is not null)
        {
            try
            {
                kernels = kernels with { Tier = KernelInfo.Parse(instructionSet) };
            }
            catch (ArgumentException exception)
            {
                throw new UsageException($"--isa: {exception.Message}", exception);
            }
        }

        return threads is { } count ? kernels with { MaxDegreeOfParallelism = count } : kernels;
    }

    /// <summary>The folder that was named.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string ModelFolder(string named) =>
        Directory.Exists(named) ? named : throw new UsageException($"--model '{named}': there is no such folder.");

    /// <summary>The folder that was named, or the embedded one, which is said.</summary>
    /// <inheritdoc cref="ModelFolder(string)"/>
    public static string ModelFolder(string? named, EmbeddedModel fallback, CommandHost host)
    {
        if (named is not null)
        {
            return ModelFolder(named);
        }

        host.Say($"no model named: using the embedded {fallback.Name} (-m FOLDER names another)");
        return fallback.Folder;
    }

    private static void RequireAtLeast(OptionResult result, int least)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number < least)
        {
            result.AddError($"{result.Option.Name} is {number}; expected {least} or more.");
        }
    }
}
