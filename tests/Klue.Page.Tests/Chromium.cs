namespace Klue.Page.Tests;

/// <summary>The Chromium of this machine: what <c>KLUE_CHROMIUM</c> names, or the first of the usual commands on the PATH.</summary>
internal static class Chromium
{
    private static readonly string[] Commands = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Its full path, or null.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("KLUE_CHROMIUM") is { Length: > 0 } named
        ? named
        : (from command in Commands
           from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
           let path = System.IO.Path.Combine(folder, command)
           where File.Exists(path)
           select path).FirstOrDefault();
}
