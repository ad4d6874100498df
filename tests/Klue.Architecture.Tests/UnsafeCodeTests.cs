namespace Klue.Architecture.Tests;

/// <summary>Pointers live in the kernels and in one file of Klue.Core, the one that maps files into memory.</summary>
public sealed class UnsafeCodeTests
{
    private const string Kernels = "Klue.Kernels";
    private const string Core = "Klue.Core";

    [Fact]
    public void Only_the_kernels_and_the_core_may_compile_unsafe_code() => Rule.Holds(
        $"Only {Kernels} and {Core} set AllowUnsafeBlocks.",
        from project in Repository.SourceProjects
        where project.Name is not (Kernels or Core) && AllowsUnsafeCode(project)
        select $"{project.Name} was compiled with AllowUnsafeBlocks");

    [Fact]
    public void One_file_of_the_core_at_most_is_unsafe()
    {
        var files = Repository.HandWrittenFiles($"src/{Core}").Where(SourceText.IsUnsafe).Select(Repository.Relative).ToList();
        Assert.True(files.Count <= 1, $"One file of {Core} may be unsafe; these are:\n  {string.Join("\n  ", files)}");
    }

    private static bool AllowsUnsafeCode(SourceProject project)
    {
        using var assembly = project.OpenAssembly();
        return assembly.AllowsUnsafeCode;
    }
}
