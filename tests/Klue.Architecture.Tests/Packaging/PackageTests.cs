namespace Klue.Architecture.Tests.Packaging;

/// <summary>What <c>dotnet pack</c> makes of the solution.</summary>
public sealed class PackageTests(LocalFeed feed)
{
    public static TheoryData<string> Projects => Repository.SourceProjectNames;

    [Fact]
    public void The_libraries_and_the_tools_are_packed_and_nothing_else() => Assert.Equal(
        Repository.SourceProjects.Select(project => project.Name).Concat(ToolTests.ToolNames).Order(StringComparer.Ordinal),
        feed.PackageFiles.Select(file =>
        {
            using var package = new NuGetPackage(file);
            return package.Id;
        }).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Projects))]
    public void A_package_holds_the_library_its_documentation_and_the_readme(string project)
    {
        using var package = Open(project);
        Assert.Equal([$"{project}.nuspec", "README.md", $"lib/net10.0/{project}.dll", $"lib/net10.0/{project}.xml"], package.Contents);
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_symbol_package_holds_the_debug_symbols(string project)
    {
        using var package = new NuGetPackage(Path.ChangeExtension(FileOf(project), ".snupkg"));
        Assert.Equal([$"{project}.nuspec", $"lib/net10.0/{project}.pdb"], package.Contents);
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_package_says_what_it_is_under_which_licence_and_what_it_depends_on(string project)
    {
        using var package = Open(project);
        Assert.Equal("MIT", package.Value("license"));
        Assert.Equal("expression", package.Attribute("license", "type"));
        Assert.Equal("README.md", package.Value("readme"));
        Assert.NotEqual("Package Description", package.Value("description"));
        Assert.Equal(DependencyTests.AllowedFor(project).Where(name => name != DependencyTests.AspNetCore).Order(StringComparer.Ordinal), package.Dependencies);
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_library_is_compiled_reproducibly(string project)
    {
        using var assembly = Repository.SourceProject(project).OpenAssembly();
        Assert.True(assembly.IsDeterministic);
    }

    private NuGetPackage Open(string project) => new(FileOf(project));

    private string FileOf(string project) => feed.PackageFiles.Single(file => Path.GetFileName(file).StartsWith($"{project}.", StringComparison.Ordinal));
}
