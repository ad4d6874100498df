using Klue.Cli.Input;
using Klue.Cli.Output;
using Klue.Tasks.Data;
using Klue.Tokenizer;
using Klue.Tokenizer.Morphemes;

namespace Klue.Cli.Commands;

/// <summary>What <c>klue tokenize --report</c> does: measures how a vocabulary cuts the texts of a file.</summary>
/// <param name="tokenizer">The tokenizer of the vocabulary.</param>
/// <param name="analyzer">Finds morphemes; null when only gold ones count.</param>
internal sealed class TokenizationReportRun(BertTokenizer tokenizer, MorphemeAnalyzer? analyzer)
{
    private TokenizationReport _report;
    private long _texts;
    private bool _hasMorphemes = analyzer is not null;

    /// <summary>Measures each text of a file: a text a line, or JSONL rows with one or two texts.</summary>
    /// <exception cref="UsageException">The file cannot be read, or a line is no row.</exception>
    public void ReadTexts(InputRows rows, CancellationToken cancellationToken)
    {
        var morphemes = new List<Morpheme>();
        foreach (var (text, pair) in rows.Read((text, pair) => (text, pair), RowFields.Default))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Measure(text);
            if (pair is not null)
            {
                Measure(pair);
            }
        }

        void Measure(string text)
        {
            morphemes.Clear();
            analyzer?.Analyze(text, morphemes);
            Add(text, MorphemeBoundaries.Of(morphemes));
        }
    }

    /// <summary>Measures the sentences of KLUE-DP against the morphemes that the data itself names.</summary>
    /// <exception cref="TaskDataException">The file is not KLUE-DP's.</exception>
    public void ReadDependencyParsing(string path, CancellationToken cancellationToken)
    {
        _hasMorphemes = true;
        foreach (var example in DpExample.Read(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var starts = new List<int>();
            var start = 0;
            foreach (var word in example.Words)
            {
                var first = start;
                starts.AddRange(MorphemeBoundaries.InWord(word.Form, word.Lemma.Split(' ')).Select(inner => first + inner));
                start += word.Form.Length + 1;
            }

            Add(string.Join(' ', example.Words.Select(word => word.Form)), [.. starts]);
        }
    }

    /// <summary>What was found; without morphemes nothing is said of them.</summary>
    public IEnumerable<Fact> Facts()
    {
        yield return new("texts", _texts);
        yield return new("words", _report.Words);
        yield return new("pieces", _report.Pieces);
        yield return new("pieces_per_word", Rounded(_report.PiecesPerWord));
        yield return new("unknown_pieces", _report.UnknownPieces);
        yield return new("unknown_rate", Rounded(_report.UnknownRate));
        yield return new("piece_boundaries", _report.PieceBoundaries);
        if (_hasMorphemes)
        {
            yield return new("morpheme_boundaries", _report.MorphemeBoundaries);
            yield return new("shared_boundaries", _report.SharedBoundaries);
            yield return new("morpheme_agreement", Rounded(_report.MorphemeAgreement));
            yield return new("piece_agreement", Rounded(_report.PieceAgreement));
        }
    }

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 4) : null;

    private void Add(string text, ReadOnlySpan<int> morphemeStarts)
    {
        _texts++;
        _report += TokenizationReport.Measure(tokenizer, text, morphemeStarts);
    }
}
