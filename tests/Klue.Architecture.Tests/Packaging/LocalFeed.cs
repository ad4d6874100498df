using System.Reflection;
using Klue.Architecture.Tests.Packaging;
using Klue.Tests;

[assembly: AssemblyFixture(typeof(LocalFeed))]

namespace Klue.Architecture.Tests.Packaging;

/// <summary>
/// A folder feed in the temporary folder that holds the packages of this solution, packed from what is built already, and the
/// packages these depend on.
/// </summary>
public sealed class LocalFeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The temporary folder; its subfolder <c>feed</c> is the feed.</summary>
    public string Root => _folder.FullName;

    /// <summary>The package files of this solution, without the symbol packages.</summary>
    public IReadOnlyList<string> PackageFiles { get; private set; } = [];

    /// <summary>The packages folder of whoever installs from the feed, empty at first, so that no cache of the machine takes part.</summary>
    public string InstalledPackages => _folder.File("packages");

    private string Feed => _folder.File("feed");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(LocalFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        // Nothing is built and no file of the solution's obj folders is written: other builds may be at work there.
        await DotnetCommand.RunAsync(
            Repository.Root, InstalledPackages, "pack", "Klue.sln", "--no-build", "-c", configuration, "-o", Feed, $"-p:NuspecOutputPath={Root}/nuspec/");
        PackageFiles = [.. Directory.EnumerateFiles(Feed, "*.nupkg").Order(StringComparer.Ordinal)];
        foreach (var package in Repository.SourceProjects.SelectMany(project => project.PackageFolders()).Distinct())
        {
            var file = Directory.EnumerateFiles(package, "*.nupkg").Single();
            File.Copy(file, Path.Combine(Feed, Path.GetFileName(file)));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
