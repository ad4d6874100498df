namespace Klue.Architecture.Tests;

/// <summary>The house rules that the compiler does not hold: one type a file, short files, names that say what a thing is.</summary>
public sealed class SourceShapeTests
{
    private const int LongestFile = 350;

    private static readonly string[] EmptyNames =
        ["Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Processor", "Processors"];

    public static TheoryData<string> Projects => Repository.SourceProjectNames;

    [Theory, MemberData(nameof(Projects))]
    public void A_file_is_named_for_the_type_it_holds(string project)
    {
        using var assembly = Repository.SourceProject(project).OpenAssembly();
        Rule.Holds(
            "A type lives in a file named for it, or in Type.Concern.cs files when it is split.",
            from type in assembly.TopLevelTypes()
            from file in type.Files
            where FirstName(Path.GetFileName(file)) != BareName(type.Type)
            select $"{project}: {type.Type} lives in {Path.GetFileName(file)}");
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_file_holds_one_type(string project)
    {
        using var assembly = Repository.SourceProject(project).OpenAssembly();
        Rule.Holds(
            "A file holds one top-level type.",
            from type in assembly.TopLevelTypes()
            from file in type.Files
            group type.Type by file into types
            where types.Distinct().Count() > 1
            select $"{project}: {Path.GetFileName(types.Key)} holds {string.Join(" and ", types.Distinct())}");
    }

    [Theory, MemberData(nameof(Projects))]
    public void Types_have_names_that_say_what_they_are(string project)
    {
        using var assembly = Repository.SourceProject(project).OpenAssembly();
        Rule.Holds(
            $"No type is called {string.Join(", ", EmptyNames)}.",
            assembly.DeclaredTypes.Where(type => HasEmptyName(BareName(type))).Select(type => $"{project} declares {type}"));
    }

    [Fact]
    public void Files_have_names_that_say_what_they_hold() => Rule.Holds(
        $"No file is called {string.Join(", ", EmptyNames)}.",
        HandWritten("src", "tools", "bench", "tests").Where(file => HasEmptyName(FirstName(Path.GetFileName(file)))).Select(Repository.Relative));

    [Fact]
    public void No_file_is_longer_than_one_idea() => Rule.Holds(
        $"A file longer than {LongestFile} lines hides a second idea.",
        from file in HandWritten("src", "tools", "bench")
        let lines = File.ReadLines(file).Count()
        where lines > LongestFile
        select $"{Repository.Relative(file)} has {lines} lines");

    private static IEnumerable<string> HandWritten(params string[] folders) => folders.SelectMany(Repository.HandWrittenFiles);

    private static bool HasEmptyName(string name) => EmptyNames.Any(empty => name.EndsWith(empty, StringComparison.Ordinal));

    private static string FirstName(string name) => name.Split('.')[0];

    // Namespace.Outer+Inner`2 is Inner.
    private static string BareName(string type) => type.Split('.', '+')[^1].Split('`')[0];
}
