using System.CommandLine;
using Klue.Bench.Commands;
using Klue.CommandLine;

namespace Klue.Bench.Peers.Commands;

/// <summary>Options that several commands have, beside klue-bench's own.</summary>
internal static class PeerOptions
{
    /// <summary><c>--engines</c>.</summary>
    public static Option<string> Engines(IEnumerable<string> all, string fallback) => new("--engines")
    {
        Description = $"Who takes turns with Klue, with commas between them: {string.Join(", ", all)}.",
        HelpName = "LIST",
        DefaultValueFactory = _ => fallback,
    };

    /// <summary>The engines that an option names.</summary>
    /// <exception cref="UsageException">One of them names none.</exception>
    public static IReadOnlyList<string> Names(Option<string> option, ParseResult arguments, IReadOnlyCollection<string> all)
    {
        var names = BenchOptions.List(option, arguments.GetRequiredValue(option));
        return names.FirstOrDefault(name => !all.Contains(name)) is { } unknown
            ? throw new UsageException($"{option.Name}: '{unknown}' names no engine; expected some of {string.Join(", ", all)}.")
            : names;
    }

    /// <summary><c>--cache</c>.</summary>
    public static Option<string?> Cache() => new("--cache")
    {
        Description = "Where the model is kept in every engine's format, 2 GB; a folder for temporary files if not given.",
        HelpName = "FOLDER",
    };
}
