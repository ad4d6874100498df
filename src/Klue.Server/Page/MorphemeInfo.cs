using Klue.Tokenizer.Morphemes;

namespace Klue.Server.Page;

/// <summary>A morpheme of a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units of the text.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="PartOfSpeech">Its tags in mecab-ko-dic.</param>
/// <param name="IsUnknown">Whether the dictionary lacks it.</param>
internal sealed record MorphemeInfo(int Start, int End, string PartOfSpeech, bool IsUnknown)
{
    public static MorphemeInfo Of(Morpheme morpheme) => new(morpheme.Start, morpheme.End, morpheme.PartOfSpeech, morpheme.IsUnknown);
}
