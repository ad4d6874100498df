using System.Diagnostics;

namespace Klue.Architecture.Tests.Packaging;

/// <summary>Runs the SDK's command as a user would: not as a child of the build that these tests run in, and without a network.</summary>
internal static class DotnetCommand
{
    // Nobody listens on this port: whatever asks for the network fails at once.
    private const string DeadEnd = "http://127.0.0.1:9";

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["HTTP_PROXY"] = DeadEnd,
        ["HTTPS_PROXY"] = DeadEnd,
        ["ALL_PROXY"] = DeadEnd,
        ["NO_PROXY"] = "",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE"] = "1",
        // No build server may stay behind: it would hold on to the temporary folders and to the output of the test run.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["UseSharedCompilation"] = "false",
    };

    /// <summary>Runs <c>dotnet</c> with these arguments in a folder.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">The packages folder it is to use in place of the user's.</param>
    /// <param name="arguments">What follows <c>dotnet</c>.</param>
    /// <returns>What it wrote to its output.</returns>
    public static Task<string> RunAsync(string folder, string packages, params IEnumerable<string> arguments) =>
        RunProgramAsync(DotnetPath, folder, packages, arguments);

    /// <summary>Runs a program that starts by <c>dotnet</c>, an installed tool for example.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<string> RunProgramAsync(string program, string folder, string packages, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{await errors}");
        return output;
    }

    private static string DotnetPath => System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
