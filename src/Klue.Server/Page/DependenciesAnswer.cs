using Klue.Tasks.Pipelines;

namespace Klue.Server.Page;

/// <summary>The dependency tree of a sentence.</summary>
/// <param name="Words">Its words; heads count from 1, 0 is the root.</param>
internal sealed record DependenciesAnswer(IReadOnlyList<DependencyWord> Words);
