using System.CommandLine;
using Klue.Kernels;
using Klue.Models;

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
        Required = fallback is null,
    };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for machines." };

    /// <summary><c>--threads</c>.</summary>
    public static Option<int?> Threads()
    {
        var option = new Option<int?>("--threads") { Description = "The most threads to compute with; all processors if not given.", HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var threads) && threads < 1)
            {
                result.AddError($"--threads is {threads}; expected 1 or more.");
            }
        });
        return option;
    }

    /// <summary><c>--isa</c>.</summary>
    public static Option<string?> InstructionSet() => new("--isa")
    {
        Description = "The instruction set: avx512, avx2, vector128 or scalar; the best this machine has if not given.",
        HelpName = "NAME",
    };

    /// <summary>What <c>--threads</c> and <c>--isa</c> say.</summary>
    /// <exception cref="UsageException">There is no such instruction set.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine lacks it.</exception>
    public static ForwardOptions Forward(int? threads, string? instructionSet, CancellationToken cancellationToken)
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

        if (threads is { } count)
        {
            kernels = kernels with { MaxDegreeOfParallelism = count };
        }

        return new ForwardOptions { Kernels = kernels, CancellationToken = cancellationToken };
    }

    /// <summary>The folder that was named, or the embedded one, which is said.</summary>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static string ModelFolder(string? named, EmbeddedModel fallback, CommandHost host)
    {
        if (named is not null)
        {
            return Directory.Exists(named) ? named : throw new UsageException($"--model '{named}': there is no such folder.");
        }

        host.Say($"no model named: using the embedded {fallback.Name} (-m FOLDER names another)");
        return fallback.Folder;
    }
}
