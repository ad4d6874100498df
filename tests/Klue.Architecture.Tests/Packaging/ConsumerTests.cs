using System.Text.Json;

namespace Klue.Architecture.Tests.Packaging;

/// <summary>A program outside the repository that knows Klue only from the packages of a local folder feed, without a network.</summary>
public sealed class ConsumerTests(LocalFeed feed)
{
    [Fact]
    public async Task A_program_of_ten_lines_runs_against_the_packages()
    {
        var model = Path.Combine(Repository.Root, "models", "klue-mini");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(model, "expected.json"), TestContext.Current.CancellationToken));
        var first = expected.RootElement[0];
        var folder = CopyProgram();

        await DotnetCommand.RunAsync(folder, feed.InstalledPackages, "build", "-c", "Release", "-o", "out", $"-p:KlueVersion={PackedVersion()}");
        var output = await DotnetCommand.RunAsync(folder, feed.InstalledPackages, "out/Consumer.dll", model, first.GetProperty("text").GetString()!);

        Assert.Equal(string.Join(' ', first.GetProperty("ids").EnumerateArray()), output.TrimEnd());
    }

    // The program's folder is a neighbour of the feed, where its nuget.config looks for packages.
    private string CopyProgram()
    {
        var source = Path.Combine(Repository.Root, "tests", "Klue.Architecture.Tests", "Packaging", "Consumer");
        var destination = Directory.CreateDirectory(Path.Combine(feed.Root, "consumer")).FullName;
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(destination, Path.GetFileName(file)));
        }

        return destination;
    }

    private string PackedVersion()
    {
        using var package = new NuGetPackage(feed.PackageFiles[0]);
        return package.Version;
    }
}
