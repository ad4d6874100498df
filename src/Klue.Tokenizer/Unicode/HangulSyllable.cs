namespace Klue.Tokenizer.Unicode;

/// <summary>The arithmetic of precomposed Hangul syllables (The Unicode Standard, section 3.12).</summary>
internal static class HangulSyllable
{
    private const int First = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int Count = 19 * VowelCount * TrailCount;

    /// <summary>Whether the scalar is a syllable of U+AC00..U+D7A3.</summary>
    public static bool Contains(int scalar) => (uint)(scalar - First) < Count;

    /// <summary>Writes the two or three jamo of a syllable and returns their number.</summary>
    public static int Decompose(int syllable, Span<int> jamo)
    {
        var index = syllable - First;
        jamo[0] = LeadBase + index / (VowelCount * TrailCount);
        jamo[1] = VowelBase + index % (VowelCount * TrailCount) / TrailCount;
        var trail = index % TrailCount;
        if (trail == 0)
        {
            return 2;
        }

        jamo[2] = TrailBase + trail;
        return 3;
    }
}
