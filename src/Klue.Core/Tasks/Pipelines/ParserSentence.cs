using Klue.Tokenizer.Morphemes;

namespace Klue.Tasks.Pipelines;

/// <summary>A sentence as the parser takes it: its words (eojeols) with the part-of-speech tags of their morphemes.</summary>
/// <param name="Words">The words, none empty.</param>
/// <param name="PartsOfSpeech">For each word its tags joined by <c>+</c>, as in <c>NNG+JKO</c>; the parser reads the last one.</param>
public sealed record ParserSentence(IReadOnlyList<string> Words, IReadOnlyList<string> PartsOfSpeech)
{
    /// <summary>Whether the sentence is padded in its batch of the official evaluation, where padding can be taken for a head.</summary>
    internal bool IsPadded { get; init; }

    /// <summary>Cuts a sentence at white space and tags its words by mecab-ko's dictionary.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="analyzer">The analyser, over a compiled mecab-ko-dic.</param>
    public static ParserSentence Of(string sentence, MorphemeAnalyzer analyzer)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        ArgumentNullException.ThrowIfNull(analyzer);
        var words = sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return new ParserSentence(words, [.. words.Select(word => string.Join(
            '+', analyzer.Analyze(word).Morphemes.SelectMany(morpheme => MecabPartsOfSpeech.ToKlue(morpheme.PartOfSpeech))))]);
    }
}
