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

    private static string Packaging { get; } = RepositoryFolder.Find("tests", "Klue.Architecture.Tests", "Packaging");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(LocalFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        // Nothing is built, and but for the tools' settings no file of the solution's obj folders is written: other builds may be at work there.
        await DotnetCommand.RunAsync(
            Repository.Root, InstalledPackages, "pack", "Klue.sln", "--no-build", "-c", configuration, "-o", Feed, $"-p:NuspecOutputPath={Root}/nuspec/");
        PackageFiles = [.. Directory.EnumerateFiles(Feed, "*.nupkg").Order(StringComparer.Ordinal)];
        var applications = new SourceProject(RepositoryFolder.Find("tests", "Klue.Extensions.Tests", "Klue.Extensions.Tests.csproj"));
        foreach (var package in Repository.SourceProjects
            .SelectMany(project => project.PackageFolders())
            .Concat(applications.PackageFolders().Where(IsOfMicrosoftExtensions))
            .Distinct())
        {
            var file = Directory.EnumerateFiles(package, "*.nupkg").Single();
            File.Copy(file, Path.Combine(Feed, Path.GetFileName(file)));
        }
    }

    /// <summary>Makes a folder beside the feed that takes packages from the feed alone, with the files of this project's folder of that name.</summary>
    /// <param name="source">A folder of Packaging/.</param>
    /// <returns>Its path.</returns>
    public string CopyNeighbour(string source)
    {
        var destination = MakeNeighbour(source);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Packaging, source)))
        {
            File.Copy(file, Path.Combine(destination, Path.GetFileName(file)));
        }

        return destination;
    }

    /// <summary>Makes an empty folder beside the feed that takes packages from the feed alone.</summary>
    public string MakeNeighbour(string name)
    {
        var folder = Directory.CreateDirectory(_folder.File(name)).FullName;
        File.Copy(Path.Combine(Packaging, "nuget.config"), Path.Combine(folder, "nuget.config"));
        return folder;
    }

    /// <summary>The version in which the feed has another's package.</summary>
    /// <param name="package">Its name in lower case.</param>
    public string VersionOf(string package) =>
        Directory.EnumerateFiles(Feed, $"{package}.*.nupkg").Select(file => Path.GetFileNameWithoutExtension(file)[(package.Length + 1)..]).Single(version => char.IsAsciiDigit(version[0]));

    /// <summary>The version of this solution's packages.</summary>
    public string Version
    {
        get
        {
            using var package = new NuGetPackage(PackageFiles[0]);
            return package.Version;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    // What an application of Microsoft.Extensions.AI takes besides Klue: the packages folder has one folder a package and one a version in it.
    private static bool IsOfMicrosoftExtensions(string package) =>
        Path.GetFileName(Path.GetDirectoryName(package)!).StartsWith("microsoft.extensions.", StringComparison.Ordinal);
}
