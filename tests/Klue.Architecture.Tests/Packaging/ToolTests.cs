using System.Globalization;
using System.Text.Json;
using Klue.Tests;

namespace Klue.Architecture.Tests.Packaging;

/// <summary>The commands as .NET tools: what their packages hold, and that they run where they are installed, without a network.</summary>
public sealed class ToolTests(LocalFeed feed)
{
    /// <summary>The packages of the tools, each named for its command.</summary>
    internal static readonly string[] ToolNames = ["klue", "klue-bench", "klue-convert"];

    public static TheoryData<string> Tools => [.. ToolNames];

    [Theory, MemberData(nameof(Tools))]
    public void A_package_is_a_tool_with_its_licence_and_readme(string tool)
    {
        using var package = Open(tool);
        Assert.Equal("DotnetTool", package.PackageType);
        Assert.Equal(tool == "klue-convert" ? "MIT" : "MIT AND CC-BY-SA-4.0", package.Value("license"));
        Assert.Equal("README.md", package.Value("readme"));
        Assert.NotEqual("Package Description", package.Value("description"));
        Assert.Empty(package.Dependencies);
    }

    [Theory, MemberData(nameof(Tools))]
    public void Nothing_native_is_in_a_package(string tool)
    {
        using var package = Open(tool);
        Rule.Holds("Tools are C# alone.", package.NativeFiles.Select(file => $"{tool} holds {file}"));
        Assert.Contains($"tools/net10.0/any/{tool}.dll", package.Contents);
    }

    [Fact]
    public void The_embedded_models_are_in_klues_package()
    {
        using var package = Open("klue");
        var models = RepositoryFolder.Find("models");
        Assert.Equal(
            Directory.EnumerateFiles(models, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(models, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
            package.Contents.Where(name => name.StartsWith("tools/net10.0/any/models/", StringComparison.Ordinal)).Select(name => name["tools/net10.0/any/models/".Length..]));
    }

    [Fact]
    public async Task Klue_fills_masks_where_it_is_installed()
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(RepositoryFolder.Find("models", "klue-mini", "expected.json"), TestContext.Current.CancellationToken));
        var first = expected.RootElement[0];
        var output = await InstallAndRunAsync("klue", "fill-mask", first.GetProperty("text").GetString()!);
        var guesses = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.Equal(first.GetProperty("masks")[0].EnumerateArray().Select(guess => guess.GetProperty("token_str").GetString()!), guesses.Select(cells => cells[2]));
        Assert.Equal(first.GetProperty("masks")[0][0].GetProperty("score").GetDouble(), double.Parse(guesses[0][0], CultureInfo.InvariantCulture), 1e-5);
    }

    [Fact]
    public async Task Klue_convert_inspects_weights_where_it_is_installed() => Assert.Contains(
        "model.safetensors: safetensors, ",
        await InstallAndRunAsync("klue-convert", "inspect", RepositoryFolder.Find("models", "klue-mini", "model.safetensors")),
        StringComparison.Ordinal);

    [Fact]
    public async Task Klue_bench_measures_where_it_is_installed() => Assert.StartsWith(
        "mode\t",
        await InstallAndRunAsync("klue-bench", "tokenizer", "--threads", "1", "--seconds", "0.01", "--rounds", "1", "--tsv"),
        StringComparison.Ordinal);

    private async Task<string> InstallAndRunAsync(string tool, params string[] arguments)
    {
        var folder = feed.MakeNeighbour(tool);
        await DotnetCommand.RunAsync(folder, feed.InstalledPackages, "tool", "install", tool, "--tool-path", "bin", "--version", feed.Version);
        return await DotnetCommand.RunProgramAsync(Path.Combine(folder, "bin", tool), folder, feed.InstalledPackages, arguments);
    }

    private NuGetPackage Open(string tool) => new(feed.PackageFiles.Single(file => Path.GetFileName(file).StartsWith($"{tool}.{feed.Version}", StringComparison.Ordinal)));
}
