namespace Klue.Architecture.Tests.Packaging;

/// <summary>
/// The C# of the documents, compiled against the packages of the feed and run in the repository's folder. A block of plain text behind an
/// example is its output.
/// </summary>
public sealed class DocumentTests(LocalFeed feed)
{
    [Fact]
    public async Task Every_example_runs_and_prints_what_is_shown()
    {
        List<DocumentExample> examples = [.. DocumentExample.Read("README.md"), .. DocumentExample.Read("docs/embedding.md"), .. DocumentExample.Read("docs/getting-started.md")];
        Assert.True(examples.Count > 1, "The documents hold no examples.");
        var folder = feed.CopyNeighbour("Documents");
        for (var i = 0; i < examples.Count; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"Example{i}.cs"), examples[i].ToSource($"Example{i}"), TestContext.Current.CancellationToken);
        }

        var cases = string.Join('\n', examples.Select((_, i) => $"    case \"{i}\": await Example{i}.RunAsync(); break;"));
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), $"switch (args[0])\n{{\n{cases}\n}}\n", TestContext.Current.CancellationToken);
        await DotnetCommand.RunAsync(
            folder, feed.InstalledPackages, "build", "-c", "Release", "-o", "out", $"-p:KlueVersion={feed.Version}", $"-p:ExtensionsVersion={feed.VersionOf("microsoft.extensions.ai")}");
        for (var i = 0; i < examples.Count; i++)
        {
            var output = await DotnetCommand.RunAsync(Repository.Root, feed.InstalledPackages, Path.Combine(folder, "out", "Documents.dll"), $"{i}");
            if (examples[i].Output is { } shown)
            {
                Assert.Equal($"{examples[i].Place}\n{shown}", $"{examples[i].Place}\n{output.ReplaceLineEndings("\n").TrimEnd('\n')}");
            }
        }
    }
}
