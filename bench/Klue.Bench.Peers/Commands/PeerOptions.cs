using System.CommandLine;

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

    /// <summary><c>--cache</c>.</summary>
    public static Option<string?> Cache() => new("--cache")
    {
        Description = "Where the model is kept in every engine's format, 2 GB; a folder for temporary files if not given.",
        HelpName = "FOLDER",
    };
}
