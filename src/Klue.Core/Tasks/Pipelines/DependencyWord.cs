namespace Klue.Tasks.Pipelines;

/// <summary>A word of a parsed sentence.</summary>
/// <param name="Form">The word as written.</param>
/// <param name="PartsOfSpeech">The tags of its morphemes, joined by <c>+</c>.</param>
/// <param name="Head">The word it depends on, from 1; 0 for the root.</param>
/// <param name="Relation">One of <see cref="KlueLabels.DependencyRelations"/>.</param>
public sealed record DependencyWord(string Form, string PartsOfSpeech, int Head, string Relation);
