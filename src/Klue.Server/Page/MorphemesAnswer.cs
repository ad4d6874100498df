namespace Klue.Server.Page;

/// <summary>The morphemes of a text.</summary>
internal sealed record MorphemesAnswer(IReadOnlyList<MorphemeInfo> Morphemes);
