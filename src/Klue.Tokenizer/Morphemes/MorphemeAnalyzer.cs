using System.Collections.Concurrent;

namespace Klue.Tokenizer.Morphemes;

/// <summary>
/// Cuts text into morphemes as mecab-ko 0.996-ko-0.9.2 does: the path of least cost (Viterbi) through all words of the
/// dictionary, with its rules for unknown words, its left-space penalties and its choice among paths of equal cost.
/// </summary>
/// <remarks>
/// One instance serves any number of threads. Where mecab-ko gives up on long texts, or forgets white space runs beyond
/// 65,535 bytes, this analyzer goes on: neither length nor cost is bounded, and memory grows with the text, not the paths.
/// </remarks>
public sealed class MorphemeAnalyzer
{
    private readonly ConcurrentBag<Lattice> _lattices = [];

    /// <summary>Creates an analyzer over a dictionary.</summary>
    public MorphemeAnalyzer(MecabDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        Dictionary = dictionary;
    }

    /// <summary>The dictionary that the analyzer works with.</summary>
    public MecabDictionary Dictionary { get; }

    /// <summary>Cuts a text into morphemes.</summary>
    /// <param name="text">Any text; unpaired surrogates count as U+FFFD.</param>
    public MorphemeAnalysis Analyze(ReadOnlySpan<char> text)
    {
        var morphemes = new List<Morpheme>();
        var cost = Analyze(text, morphemes);
        return new MorphemeAnalysis(morphemes, cost);
    }

    /// <summary>Cuts a text into morphemes and adds them to a list, allocating nothing else once warm.</summary>
    /// <param name="text">Any text; unpaired surrogates count as U+FFFD.</param>
    /// <param name="morphemes">Receives the morphemes, after what it already holds.</param>
    /// <returns>Sum of the costs of all morphemes and connections, those to both ends of the text included.</returns>
    public long Analyze(ReadOnlySpan<char> text, List<Morpheme> morphemes)
    {
        ArgumentNullException.ThrowIfNull(morphemes);
        var lattice = _lattices.TryTake(out var idle) ? idle : new Lattice(Dictionary);
        try
        {
            return lattice.Analyze(text, morphemes);
        }
        finally
        {
            _lattices.Add(lattice);
        }
    }
}
