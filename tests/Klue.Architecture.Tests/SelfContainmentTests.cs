using System.Reflection;

namespace Klue.Architecture.Tests;

/// <summary>What runs is what was compiled, on the machine it runs on.</summary>
public sealed class SelfContainmentTests
{
    public static TheoryData<string> Projects => Repository.SourceProjectNames;

    [Theory, MemberData(nameof(Projects))]
    public void No_socket_is_opened_but_by_the_server(string project)
    {
        if (!DependencyTests.MayKnowTheNetwork(project))
        {
            HoldsIn(project, "Nothing in src/ knows the network, but the server.", ForbiddenNames.Network);
        }
    }

    [Theory, MemberData(nameof(Projects))]
    public void No_code_is_made_or_loaded_at_run_time(string project) =>
        HoldsIn(project, "Nothing in src/ generates or loads code at run time.", ForbiddenNames.RuntimeCode);

    [Fact]
    public void The_tokenizer_takes_nothing_about_Unicode_or_cultures_from_the_runtime() =>
        HoldsIn("Klue.Tokenizer", "The tokenizer's Unicode behaviour comes from its own frozen tables.", ForbiddenNames.RuntimeUnicode);

    [Theory, MemberData(nameof(Projects))]
    public void Every_library_is_marked_ready_for_trimming_and_AOT(string project)
    {
        var marks = Assembly.LoadFrom(Repository.SourceProject(project).AssemblyPath).GetCustomAttributes<AssemblyMetadataAttribute>();
        Assert.Equal(["IsAotCompatible", "IsTrimmable"], marks.Where(mark => mark.Value == "True").Select(mark => mark.Key).Order());
    }

    private static void HoldsIn(string project, string rule, ForbiddenNames names)
    {
        using var assembly = Repository.SourceProject(project).OpenAssembly();
        Rule.Holds(rule, names.UsedBy(assembly));
    }
}
