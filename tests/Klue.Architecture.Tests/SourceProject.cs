using System.Text.Json;

namespace Klue.Architecture.Tests;

/// <summary>One project of <c>src/</c>: what it says of itself and what restore and the compiler made of it.</summary>
internal sealed class SourceProject(string projectFile)
{
    public string Name { get; } = Path.GetFileNameWithoutExtension(projectFile);

    public string ProjectFile => projectFile;

    public string Folder { get; } = Path.GetDirectoryName(projectFile)!;

    /// <summary>The assembly as these tests run against it.</summary>
    public string AssemblyPath => Path.Combine(AppContext.BaseDirectory, Name + ".dll");

    public CompiledAssembly OpenAssembly() => new(AssemblyPath);

    /// <summary>Every package and project of the locked dependency graph, as (name, Direct | Transitive | CentralTransitive | Project).</summary>
    public IEnumerable<(string Name, string Kind)> LockedDependencies()
    {
        using var lockFile = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "packages.lock.json")));
        return
        [
            .. from framework in lockFile.RootElement.GetProperty("dependencies").EnumerateObject()
               from dependency in framework.Value.EnumerateObject()
               select (dependency.Name, dependency.Value.GetProperty("type").GetString()!),
        ];
    }

    /// <summary>The folders of the restored packages, those that only the build needs included.</summary>
    public IEnumerable<string> PackageFolders()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "obj", "project.assets.json")));
        var roots = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        return
        [
            .. from library in assets.RootElement.GetProperty("libraries").EnumerateObject()
               where library.Value.GetProperty("type").GetString() == "package"
               let path = library.Value.GetProperty("path").GetString()!
               select roots.Select(root => Path.Combine(root, path)).First(Directory.Exists),
        ];
    }
}
