using Klue.Kernels;

namespace Klue.Server.Page;

/// <summary>What the page asks first: who serves, and what.</summary>
/// <param name="Version">Klue's version.</param>
/// <param name="InstructionSet">What the kernels run on.</param>
/// <param name="Threads">The most threads that one call uses.</param>
/// <param name="HasMorphemes">Whether there is a dictionary of morphemes.</param>
/// <param name="Models">The models in their order.</param>
internal sealed record PageState(string Version, string InstructionSet, int Threads, bool HasMorphemes, IReadOnlyList<ServedModelInfo> Models)
{
    public static PageState Of(ModelRegistry registry, ServerOptions options) => new(
        typeof(PageState).Assembly.GetName().Version!.ToString(3),
        KernelInfo.Name(options.Kernels.Tier),
        options.Kernels.MaxDegreeOfParallelism,
        options.MecabDictionary is not null,
        [.. registry.Models.Select(ServedModelInfo.Of)]);
}
