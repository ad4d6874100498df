namespace Klue.Tokenizer.Unicode;

/// <summary>What the frozen tables say about one Unicode scalar, in a byte.</summary>
internal readonly record struct ScalarProperties(byte Bits)
{
    private const int CleaningShift = 2;
    private const int FieldMask = 3;

    /// <summary>Packs the properties of a scalar.</summary>
    public ScalarProperties(
        WordBoundary boundary, Cleaning cleaning, bool isNonspacingMark, bool isMapped, bool isCombining, bool isRegexWord)
        : this((byte)((int)boundary | (int)cleaning << CleaningShift | (isNonspacingMark ? 1 << 4 : 0) | (isMapped ? 1 << 5 : 0)
            | (isCombining ? 1 << 6 : 0) | (isRegexWord ? 1 << 7 : 0)))
    {
    }

    /// <summary>What the pre-tokeniser does at it.</summary>
    public WordBoundary Boundary => (WordBoundary)(Bits & FieldMask);

    /// <summary>What cleaning and the spacing of ideographs do to it.</summary>
    public Cleaning Cleaning => (Cleaning)(Bits >> CleaningShift & FieldMask);

    /// <summary>General category Mn: accent stripping removes it.</summary>
    public bool IsNonspacingMark => (Bits & 1 << 4) != 0;

    /// <summary>Lower-casing or canonical decomposition (by table, not the Hangul rule) changes it.</summary>
    public bool IsMapped => (Bits & 1 << 5) != 0;

    /// <summary>Its canonical combining class is not 0.</summary>
    public bool IsCombining => (Bits & 1 << 6) != 0;

    /// <summary>The regular expression <c>\w</c> matches it.</summary>
    public bool IsRegexWord => (Bits & 1 << 7) != 0;
}
