namespace Klue.Tokenizer.Morphemes;

/// <summary>What <c>char.bin</c> says of a character: the categories it belongs to, and how its main one forms unknown words.</summary>
/// <param name="Bits">From the lowest bit: 18 bits of membership, 8 of main category, 4 of length, 1 of group, 1 of invoke.</param>
internal readonly record struct CharacterCategory(uint Bits)
{
    /// <summary>Index of the main category, whose entries of <c>unk.dic</c> describe unknown words.</summary>
    public int Main => (int)(Bits >> 18 & 0xFF);

    /// <summary>Unknown words of 1 to this many characters are tried.</summary>
    public int Length => (int)(Bits >> 26 & 0xF);

    /// <summary>Whether a whole run of related characters is tried as one unknown word.</summary>
    public bool Group => (Bits >> 30 & 1) != 0;

    /// <summary>Whether unknown words are tried even where the dictionary has words.</summary>
    public bool Invoke => Bits >> 31 != 0;

    /// <summary>Whether both characters belong to some common category.</summary>
    public bool IsRelatedTo(CharacterCategory other) => (Bits & other.Bits & 0x3FFFF) != 0;
}
