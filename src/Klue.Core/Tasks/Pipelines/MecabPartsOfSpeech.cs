namespace Klue.Tasks.Pipelines;

/// <summary>From the part-of-speech tags of mecab-ko-dic to those of KLUE: both are Sejong's, with a few of their own.</summary>
internal static class MecabPartsOfSpeech
{
    private const string Unknown = "NA";

    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["NNBC"] = "NNB",

        // KLUE tells three kinds of determiner apart, mecab-ko-dic none; the demonstrative is the most frequent.
        ["MM"] = "MMD",
        ["SSO"] = "SS",
        ["SSC"] = "SS",
        ["SC"] = "SP",
        ["SY"] = "SW",
    };

    /// <summary>The tags of a dictionary entry, which may stand for several morphemes (<c>VV+EC</c>).</summary>
    public static IEnumerable<string> ToKlue(string partOfSpeech) => partOfSpeech.Split('+').Select(tag =>
        Own.TryGetValue(tag, out var own) ? own : KlueLabels.PartsOfSpeech.Contains(tag) ? tag : Unknown);
}
