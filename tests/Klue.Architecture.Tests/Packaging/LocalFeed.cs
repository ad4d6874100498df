using System.Reflection;
using Klue.Architecture.Tests.Packaging;

[assembly: AssemblyFixture(typeof(LocalFeed))]

namespace Klue.Architecture.Tests.Packaging;

/// <summary>
/// A folder feed in the temporary folder that holds the packages of this solution, packed from what is built already, and the
/// packages these depend on.
/// </summary>
public sealed class LocalFeed : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("klue-packages-").FullName;

    /// <summary>The temporary folder; its subfolder <c>feed</c> is the feed, <c>packages</c> an empty packages folder.</summary>
    public string Root => _root;

    /// <summary>The package files of this solution, without the symbol packages.</summary>
    public IReadOnlyList<string> PackageFiles { get; private set; } = [];

    /// <summary>The packages folder of whoever installs from the feed, empty at first, so that no cache of the machine takes part.</summary>
    public string InstalledPackages => Path.Combine(_root, "packages");

    private string Feed => Path.Combine(_root, "feed");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(LocalFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        // Nothing is built and no file of the solution's obj folders is written: other builds may be at work there.
        await DotnetCommand.RunAsync(
            Repository.Root, InstalledPackages, "pack", "Klue.sln", "--no-build", "-c", configuration, "-o", Feed, $"-p:NuspecOutputPath={_root}/nuspec/");
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
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
