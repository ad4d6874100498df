using System.Reflection.PortableExecutable;

namespace Klue.Architecture.Tests;

/// <summary>Klue is C# alone: no native code is called, none is shipped.</summary>
public sealed class NativeCodeTests
{
    private static readonly string[] NativeExtensions = [".so", ".dylib", ".a", ".lib", ".o", ".exe"];

    public static TheoryData<string> Projects => Repository.SourceProjectNames;

    [Theory, MemberData(nameof(Projects))]
    public void No_native_function_is_called(string project)
    {
        using var assembly = Repository.SourceProject(project).OpenAssembly();
        Rule.Holds(
            "Nothing in src/ calls a native function.",
            [.. assembly.NativeCalls.Select(call => $"{project} calls {call}"), .. ForbiddenNames.NativeBinding.UsedBy(assembly)]);
    }

    [Theory, MemberData(nameof(Projects))]
    public void No_package_holds_a_native_file(string project) => Rule.Holds(
        "No package that src/ restores holds a native file.",
        from folder in Repository.SourceProject(project).PackageFolders()
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where IsNativeFile(file)
        select $"{project} restores {file}");

    /// <summary>Whether a file is machine code, by its name or, of a DLL, by what is in it.</summary>
    internal static bool IsNative(string name, Stream content)
    {
        var extension = Path.GetExtension(name);
        return NativeExtensions.Contains(extension) || name.Contains(".so.", StringComparison.Ordinal) || (extension == ".dll" && !IsManaged(content));
    }

    private static bool IsNativeFile(string file)
    {
        using var content = File.OpenRead(file);
        return IsNative(file, content);
    }

    private static bool IsManaged(Stream content)
    {
        using var image = new PEReader(content, PEStreamOptions.LeaveOpen);
        return image.HasMetadata;
    }
}
