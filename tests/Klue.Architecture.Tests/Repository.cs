using Klue.Tests;

namespace Klue.Architecture.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = RepositoryFolder.Find();

    /// <summary>Every project under <c>src/</c>.</summary>
    public static IReadOnlyList<SourceProject> SourceProjects { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order().Select(file => new SourceProject(file))];

    /// <summary>The names of the projects under <c>src/</c>, one theory row each.</summary>
    public static TheoryData<string> SourceProjectNames => [.. SourceProjects.Select(project => project.Name)];

    /// <summary>The project of that name under <c>src/</c>.</summary>
    public static SourceProject SourceProject(string name) => SourceProjects.Single(project => project.Name == name);

    /// <summary>Every C# file written by hand under a folder of the tree; empty where there is no such folder.</summary>
    public static IEnumerable<string> HandWrittenFiles(string folder)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Where(IsHandWritten).Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>The path as seen from the solution's folder, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static bool IsHandWritten(string path)
    {
        var segments = Relative(path).Split('/');
        return !segments.Contains("obj") && !segments.Contains("bin") && !path.EndsWith(".g.cs", StringComparison.Ordinal);
    }
}
