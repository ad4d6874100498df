namespace Klue.Architecture.Tests;

/// <summary>Who may know whom: each room its own list, so that nothing points upward or sideways.</summary>
public sealed class DependencyTests
{
    // The rooms of src/ and what each may know besides the base library. A new room is a decision: it needs a line here.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Klue.Kernels"] = ["System.Numerics.Tensors"],
        ["Klue.Tokenizer"] = [],
        ["Klue.Core"] = ["Klue.Kernels", "Klue.Tokenizer"],
        ["Klue.Server"] = ["Klue.Core", "Klue.Kernels", "Klue.Tokenizer", AspNetCore],
        ["Klue.Extensions.AI"] =
        [
            "Klue.Core", "Klue.Kernels", "Klue.Tokenizer", "Microsoft.Extensions.AI.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
        ],
        ["Klue.Extensions.MLTokenizers"] = ["Klue.Tokenizer", "Microsoft.ML.Tokenizers"],
    };

    // What the packages among them bring along.
    private static readonly Dictionary<string, string[]> Brought = new()
    {
        ["Microsoft.Extensions.Options"] = ["Microsoft.Extensions.Primitives"],
        ["Microsoft.ML.Tokenizers"] = ["Google.Protobuf"],
    };

    // A framework, not a package. Who may know it may know the network.
    internal const string AspNetCore = "Microsoft.AspNetCore.App";

    // The SDK brings the trim and AOT analyzers as a package, which nothing is compiled against.
    private const string AnalyzerPackage = "Microsoft.NET.ILLink.Tasks";

    private static readonly HashSet<string> BaseLibrary = Framework("Microsoft.NETCore.App");

    private static readonly HashSet<string> AspNetCoreLibrary = Framework(AspNetCore);

    public static TheoryData<string> Projects => Repository.SourceProjectNames;

    [Theory, MemberData(nameof(Projects))]
    public void Compiled_references_stay_within_the_rooms_a_project_may_know(string project)
    {
        using var assembly = Repository.SourceProject(project).OpenAssembly();
        var allowed = AllowedFor(project);
        Rule.Holds(
            $"{project} may reference the base library and {Listed(allowed)}.",
            from reference in assembly.References
            where !BaseLibrary.Contains(reference) && !allowed.Contains(reference) && !(allowed.Contains(AspNetCore) && AspNetCoreLibrary.Contains(reference))
            select $"{project} references {reference}");
    }

    [Theory, MemberData(nameof(Projects))]
    public void Declared_dependencies_stay_within_the_rooms_a_project_may_know(string project)
    {
        var allowed = Reachable(project).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Rule.Holds(
            $"{project} may depend, through others too, on {Listed(allowed)}.",
            from dependency in Repository.SourceProject(project).LockedDependencies()
            where dependency.Name != AnalyzerPackage && !allowed.Contains(dependency.Name)
            select $"{project} depends on {dependency.Name} ({dependency.Kind})");
    }

    internal static string[] AllowedFor(string project) => Allowed.TryGetValue(project, out var allowed)
        ? allowed
        : throw new InvalidOperationException($"src/ holds the project {project}, for which no rule says whom it may know.");

    internal static bool MayKnowTheNetwork(string project) => AllowedFor(project).Contains(AspNetCore);

    // The runtime's folder is shared/NAME/VERSION; those of the other frameworks stand beside it.
    private static HashSet<string> Framework(string name)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var folder = Path.Combine(runtime, "..", "..", name, Path.GetFileName(runtime));
        return [.. Directory.EnumerateFiles(folder, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file))];
    }

    private static IEnumerable<string> Reachable(string project) =>
        AllowedFor(project).SelectMany(known => (Allowed.ContainsKey(known) ? Reachable(known) : Brought.GetValueOrDefault(known, [])).Prepend(known));

    private static string Listed(IReadOnlyCollection<string> names) => names.Count == 0 ? "nothing else" : string.Join(", ", names);
}
