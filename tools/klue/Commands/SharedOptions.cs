using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
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

    /// <summary>A whole number that is not below <paramref name="least"/>, null if not given.</summary>
    public static Option<int?> Count(string name, string description, int least = 1) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ReadCount(result, least),
    };

    /// <summary><c>--input</c>: rows instead of a text on the command line.</summary>
    public static Option<string?> Input() => new("--input") { Description = "Read rows from a file instead; - is standard input.", HelpName = "FILE" };

    /// <summary><c>--input-format</c>.</summary>
    public static Option<string?> InputFormat() => new Option<string?>("--input-format")
    {
        Description = "How rows are written: a text a line, or JSONL; by the file's ending if not given.",
    }.OneOf("text", "jsonl");

    /// <summary><c>--mecab</c>.</summary>
    public static Option<string?> Mecab(string description) => new("--mecab")
    {
        Description = $"{description} (a folder with a compiled dictionary: sys.dic, unk.dic, matrix.bin, char.bin, dicrc).",
        HelpName = "DIR",
    };

    /// <summary><c>--isa</c>.</summary>
    public static Option<string?> InstructionSet() => new Option<string?>("--isa")
    {
        Description = "The instruction set: avx512, avx2, vector128 or scalar; the best this machine has if not given.",
        HelpName = "NAME",
    }.OneOf([.. Enum.GetValues<SimdTier>().Select(KernelInfo.Name)]);

    /// <summary>Lets an option take some words only.</summary>
    public static Option<T> OneOf<T>(this Option<T> option, params string[] words)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value))
            {
                result.AddError($"{option.Name} is '{token.Value}'; expected one of {string.Join(", ", words)}.");
            }
        });
        return option;
    }

    /// <summary>What <c>--threads</c> and <c>--isa</c> say.</summary>
    /// <exception cref="UsageException"><c>KLUE_ISA</c> names no instruction set.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine lacks the instruction set.</exception>
    public static KernelOptions Kernels(int? threads = null, string? instructionSet = null)
    {
        try
        {
            var kernels = KernelOptions.Default;
            return kernels with
            {
                Tier = instructionSet is null ? kernels.Tier : KernelInfo.Parse(instructionSet),
                MaxDegreeOfParallelism = threads ?? kernels.MaxDegreeOfParallelism,
            };
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
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

    private static int? ReadCount(ArgumentResult result, int least)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least)
        {
            return count;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{text}'; expected a whole number, {least} or more.");
        return null;
    }
}
