namespace Klue.Tasks.Data;

/// <summary>A word (eojeol) of a dependency tree.</summary>
/// <param name="Form">The word as written.</param>
/// <param name="Lemma">Its morphemes, parted by spaces.</param>
/// <param name="PartsOfSpeech">The tags of the morphemes, joined by <c>+</c>.</param>
/// <param name="Head">The word it depends on, from 1; 0 for the root.</param>
/// <param name="Relation">One of <see cref="KlueLabels.DependencyRelations"/>.</param>
public sealed record DpWord(string Form, string Lemma, string PartsOfSpeech, int Head, string Relation)
{
    /// <summary>The tag of the last morpheme, the one that the parser is given.</summary>
    public string LastPartOfSpeech => PartsOfSpeech[(PartsOfSpeech.LastIndexOf('+') + 1)..];
}
