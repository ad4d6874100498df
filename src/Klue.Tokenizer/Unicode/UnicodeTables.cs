using System.Runtime.CompilerServices;

namespace Klue.Tokenizer.Unicode;

/// <summary>
/// Unicode as Hugging Face tokenizers sees it: its own mixture of old versions, frozen. No method of the runtime
/// that depends on a Unicode version is asked.
/// </summary>
/// <remarks>The data lies in the TSV files beside this one; <c>UnicodeTableGenerator</c> in the tests makes the generated part.</remarks>
internal static partial class UnicodeTables
{
    /// <summary>U+FFFD, which stands for what is no Unicode scalar: a lone surrogate, a bad UTF-8 sequence.</summary>
    public const int Replacement = 0xFFFD;

    private const int BlockShift = 7;
    private const int BlockMask = (1 << BlockShift) - 1;

    /// <summary>The properties of a scalar (or of a surrogate code point, which has none).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarProperties PropertiesOf(int scalar) =>
        new(Blocks[(BlockIndex[scalar >> BlockShift] << BlockShift) | (scalar & BlockMask)]);

    /// <summary>The lower case of a scalar that has one, one or two scalars; otherwise empty.</summary>
    public static ReadOnlySpan<int> LowerCaseOf(int scalar) => Find(LowerCaseKeys, LowerCaseEnds, LowerCaseValues, scalar);

    /// <summary>The full canonical decomposition of a scalar that is no Hangul syllable and has one; otherwise empty.</summary>
    public static ReadOnlySpan<int> DecompositionOf(int scalar) =>
        Find(DecompositionKeys, DecompositionEnds, DecompositionValues, scalar);

    /// <summary>The canonical combining class of a scalar.</summary>
    public static byte CombiningClassOf(int scalar)
    {
        var index = CombiningStarts.BinarySearch(scalar);
        return CombiningClasses[index < 0 ? ~index - 1 : index];
    }

    private static ReadOnlySpan<int> Find(ReadOnlySpan<int> keys, ReadOnlySpan<ushort> ends, ReadOnlySpan<int> values, int scalar)
    {
        var index = keys.BinarySearch(scalar);
        return index < 0 ? [] : values[(index == 0 ? 0 : ends[index - 1])..ends[index]];
    }
}
