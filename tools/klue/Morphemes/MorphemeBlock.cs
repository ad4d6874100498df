using Klue.Tokenizer;
using Klue.Tokenizer.Morphemes;

namespace Klue.Cli.Morphemes;

/// <summary>The least part of a text at both of whose ends neither a morpheme nor a piece is cut.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The UTF-16 unit after its last.</param>
/// <param name="Morphemes">Which of the morphemes it holds.</param>
/// <param name="Pieces">Which of the pieces it holds.</param>
internal readonly record struct MorphemeBlock(int Start, int End, Range Morphemes, Range Pieces)
{
    /// <summary>How the two relate.</summary>
    public BlockAgreement Agreement => (Count(Morphemes), Count(Pieces)) switch
    {
        (0, _) or (_, 0) => BlockAgreement.Alone,
        (1, 1) => BlockAgreement.Same,
        (1, _) => BlockAgreement.Split,
        (_, 1) => BlockAgreement.Joined,
        _ => BlockAgreement.Crossed,
    };

    /// <summary>The blocks of a text in order, from what covers it: each begins where the one before has ended or later.</summary>
    public static IEnumerable<MorphemeBlock> Of(IReadOnlyList<Morpheme> morphemes, IReadOnlyList<TokenOffset> pieces)
    {
        var (morpheme, piece) = (0, 0);
        while (morpheme < morphemes.Count || piece < pieces.Count)
        {
            var (firstMorpheme, firstPiece) = (morpheme, piece);
            var start = Math.Min(StartOfMorpheme(), StartOfPiece());
            var end = start;
            do
            {
                // The first turn takes what begins the block; what begins before its end belongs to it, too.
                for (; morpheme < morphemes.Count && (StartOfMorpheme() < end || StartOfMorpheme() == start); morpheme++)
                {
                    end = Math.Max(end, morphemes[morpheme].End);
                }

                for (; piece < pieces.Count && (StartOfPiece() < end || StartOfPiece() == start); piece++)
                {
                    end = Math.Max(end, pieces[piece].End);
                }
            }
            while (StartOfMorpheme() < end);

            yield return new MorphemeBlock(start, end, firstMorpheme..morpheme, firstPiece..piece);
        }

        int StartOfMorpheme() => morpheme < morphemes.Count ? morphemes[morpheme].Start : int.MaxValue;

        int StartOfPiece() => piece < pieces.Count ? pieces[piece].Start : int.MaxValue;
    }

    private static int Count(Range range) => range.End.Value - range.Start.Value;
}
