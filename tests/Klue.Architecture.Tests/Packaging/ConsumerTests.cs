using System.Globalization;
using System.Text.Json;
using Klue.Tests;

namespace Klue.Architecture.Tests.Packaging;

/// <summary>A program outside the repository that knows Klue only from the packages of a local folder feed, without a network.</summary>
public sealed class ConsumerTests(LocalFeed feed)
{
    [Fact]
    public async Task A_program_of_ten_lines_runs_against_the_packages()
    {
        var model = RepositoryFolder.Find("models", "klue-mini");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(model, "expected.json"), TestContext.Current.CancellationToken));
        var first = expected.RootElement[0];
        var folder = feed.CopyNeighbour("Consumer");

        await DotnetCommand.RunAsync(folder, feed.InstalledPackages, "build", "-c", "Release", "-o", "out", $"-p:KlueVersion={feed.Version}");
        var output = await DotnetCommand.RunAsync(folder, feed.InstalledPackages, "out/Consumer.dll", model, first.GetProperty("text").GetString()!);

        var guesses = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('\t'));
        Assert.Collection(guesses, [.. first.GetProperty("masks")[0].EnumerateArray().Select(Same)]);

        static Action<string[]> Same(JsonElement guess) => line =>
        {
            Assert.Equal(guess.GetProperty("token_str").GetString(), line[0]);
            Assert.Equal(guess.GetProperty("score").GetDouble(), double.Parse(line[1], CultureInfo.InvariantCulture), 1e-5);
        };
    }
}
