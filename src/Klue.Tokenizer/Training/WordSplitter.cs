using System.Text;
using Klue.Tokenizer.Morphemes;
using Klue.Tokenizer.Normalization;
using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Training;

/// <summary>Cuts texts into words as BERT's normaliser and pre-tokeniser do, and where morphemes begin.</summary>
internal sealed class WordSplitter(BertNormalizer normalizer, InnerMorphemes innerMorphemes, WordTable words)
{
    /// <summary>What a word that continues another begins with.</summary>
    public const string Continuation = "##";

    private char[] _word = new char[64];
    private int _length;

    /// <summary>The length of the prefix of the word that is being read.</summary>
    private int _prefixLength;

    /// <summary>Adds the words of a text to the table.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="morphemes">Its morphemes in order; none for words that are not cut further.</param>
    public void Split(string text, List<Morpheme> morphemes)
    {
        var reader = new NormalizedReader<Utf16, char>(text, position: 0, normalizer, stops: null);
        var morpheme = 0;
        while (reader.TryRead(out var scalar))
        {
            var morphemeBegins = false;
            while (morpheme < morphemes.Count && morphemes[morpheme].Start <= scalar.Start)
            {
                morphemeBegins = true;
                morpheme++;
            }

            switch (UnicodeTables.PropertiesOf(scalar.Value).Boundary)
            {
                case WordBoundary.WhiteSpace:
                    EndWord();
                    break;
                case WordBoundary.Punctuation:
                    EndWord();
                    Append(scalar.Value);
                    EndWord();
                    break;
                default:
                    if (morphemeBegins && _length > _prefixLength)
                    {
                        EndWord();
                        if (innerMorphemes == InnerMorphemes.Continue)
                        {
                            Continuation.CopyTo(_word);
                            _length = _prefixLength = Continuation.Length;
                        }
                    }

                    Append(scalar.Value);
                    break;
            }
        }

        EndWord();
    }

    private void Append(int scalar)
    {
        if (_length + 2 > _word.Length)
        {
            Array.Resize(ref _word, 2 * _word.Length);
        }

        _length += new Rune(scalar).EncodeToUtf16(_word.AsSpan(_length));
    }

    private void EndWord()
    {
        if (_length > _prefixLength)
        {
            words.Add(_word.AsSpan(0, _length));
        }

        _length = _prefixLength = 0;
    }
}
