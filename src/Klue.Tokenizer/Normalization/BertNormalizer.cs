using System.Runtime.CompilerServices;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Normalization;

/// <summary>BERT's normaliser: cleaning, spaces around ideographs, accent stripping, lower-casing, in this order.</summary>
/// <remarks>Hugging Face tokenizers 0.13, <c>normalizers/bert.rs</c>.</remarks>
internal sealed record BertNormalizer(bool CleanText, bool HandleChineseChars, bool StripAccents, bool Lowercase)
{
    /// <summary>What becomes of a scalar before accents and case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cleaning CleaningOf(ScalarProperties properties) => properties.Cleaning switch
    {
        Cleaning.Surround => HandleChineseChars ? Cleaning.Surround : Cleaning.Keep,
        var cleaning => CleanText ? cleaning : Cleaning.Keep,
    };

    /// <summary>
    /// The one scalar that a kept scalar becomes whatever stands beside it, or -1 when it becomes none, becomes several, or is a mark
    /// that canonical order may move.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int MapAlone(int scalar, ScalarProperties properties) =>
        StripAccents && (properties.IsNonspacingMark || properties.IsCombining || HangulSyllable.Contains(scalar)) ? -1
        : properties.IsMapped && (StripAccents || Lowercase) ? MapByTable(scalar)
        : scalar;

    private int MapByTable(int scalar)
    {
        if (StripAccents && UnicodeTables.DecompositionOf(scalar) is { IsEmpty: false } parts)
        {
            scalar = -1;
            foreach (var part in parts)
            {
                if (UnicodeTables.PropertiesOf(part).IsNonspacingMark)
                {
                    continue;
                }

                if (scalar >= 0 || UnicodeTables.PropertiesOf(part).IsCombining)
                {
                    return -1;
                }

                scalar = part;
            }
        }

        if (scalar < 0 || !Lowercase)
        {
            return scalar;
        }

        return UnicodeTables.LowerCaseOf(scalar) switch
        {
            [] => scalar,
            [var lower] => lower,
            _ => -1,
        };
    }
}
