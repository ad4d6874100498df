namespace Klue.Server.Page;

/// <summary>Asks for the dependency tree of a sentence.</summary>
/// <param name="Text">The sentence; its words are cut at white space.</param>
/// <param name="PartsOfSpeech">For each word the tags of its morphemes, as in <c>NNG+JKO</c>, words apart by white space; found by the
/// server's dictionary if not given.</param>
/// <param name="Model">The model; the first that parses if not given.</param>
internal sealed record DependenciesRequest(string? Text, string? PartsOfSpeech, string? Model);
