using System.Runtime.CompilerServices;
using Klue.Tokenizer.Added;
using Klue.Tokenizer.Normalization;
using Klue.Tokenizer.Text;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.WordPiece;

/// <summary>
/// Normaliser, pre-tokeniser and alphabet folded into one number for each UTF-16 code unit, so that ordinary text is read once:
/// the symbol of a word character (0 when no piece has it), a word that is one character, or one of the classes at the top.
/// </summary>
internal sealed class CharacterTable
{
    /// <summary>White space: ends a word.</summary>
    public const int Space = ushort.MaxValue;

    /// <summary>What one look cannot decide: removed characters, surrogates, accents that vanish, the beginnings of added tokens.</summary>
    public const int Irregular = ushort.MaxValue - 1;

    /// <summary>An added token begins here; only ever the outcome of a second look.</summary>
    public const int AddedToken = ushort.MaxValue - 2;

    /// <summary>More text has to come before the character can be judged; only ever the outcome of a second look.</summary>
    public const int MoreText = ushort.MaxValue - 3;

    private readonly BertNormalizer _normalizer;
    private readonly WordPieceTrie _trie;
    private readonly int _unknownId;
    private readonly List<int> _singleIds = [];

    /// <summary>For each id the class of the words that are one character and become this id; 0 where there is none yet.</summary>
    private readonly ushort[] _singles;

    public CharacterTable(
        BertNormalizer normalizer, WordPieceTrie trie, int unknownId, AddedTokenTrie? rawTokens, AddedTokenTrie? normalizedTokens)
    {
        (_normalizer, _trie, _unknownId) = (normalizer, trie, unknownId);
        _singles = new ushort[trie.Utf16Lengths.Length];
        FirstSingle = trie.SymbolCount + 1;
        ClassifyAll();
        if (normalizedTokens is not null)
        {
            for (var unit = 0; unit < Plain.Length; unit++)
            {
                if (normalizedTokens.Root.Scalars.Contains(FirstNormalized(unit, normalizer)))
                {
                    Plain[unit] = Irregular;
                }
            }
        }

        Classes = [.. Plain];
        foreach (var scalar in rawTokens is null ? [] : rawTokens.Root.Scalars)
        {
            if (scalar <= char.MaxValue)
            {
                Classes[scalar] = Irregular;
            }
        }

        SingleIds = [.. _singleIds];
    }

    /// <summary>Classes from here up are no word characters.</summary>
    public int FirstSingle { get; }

    /// <summary>The ids of words that are one character; the class minus <see cref="FirstSingle"/> is the index.</summary>
    public int[] SingleIds { get; }

    /// <summary>The class of each code unit, <see cref="Irregular"/> where an added token may begin.</summary>
    public ushort[] Classes { get; }

    /// <summary>The class of each code unit once no added token begins there.</summary>
    public ushort[] Plain { get; } = new ushort[char.MaxValue + 1];

    // All of it runs once in each process: compiled in full at once, with what it calls for most units.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ClassifyAll()
    {
        for (var unit = 0; unit < Plain.Length; unit++)
        {
            Plain[unit] = Classify(unit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ushort Classify(int unit)
    {
        var properties = UnicodeTables.PropertiesOf(unit);
        var cleaning = _normalizer.CleaningOf(properties);
        if (char.IsSurrogate((char)unit) || cleaning == Cleaning.Remove)
        {
            return Irregular;
        }

        if (cleaning == Cleaning.Space)
        {
            return Space;
        }

        // The offsets of pieces are sums of their lengths, so a word character has to be as long as what it becomes.
        var scalar = _normalizer.MapAlone(unit, properties);
        if (scalar != unit && (scalar is < 0 or > char.MaxValue || Utf8Length(scalar) != Utf8Length(unit)))
        {
            return Irregular;
        }

        var boundary = UnicodeTables.PropertiesOf(scalar).Boundary;
        return boundary == WordBoundary.WhiteSpace ? (ushort)Space
            : boundary == WordBoundary.Punctuation || cleaning == Cleaning.Surround ? SingleOf((char)scalar)
            : _trie.Symbols[scalar];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ushort SingleOf(char character)
    {
        var id = _trie.Symbols[character] == 0 ? -1 : _trie.FindWhole([character]);
        id = id < 0 ? _unknownId : id;
        return _singles[id] != 0 ? _singles[id] : AddSingle(id);
    }

    private ushort AddSingle(int id)
    {
        if (FirstSingle + _singleIds.Count >= MoreText)
        {
            return Irregular;
        }

        _singles[id] = (ushort)(FirstSingle + _singleIds.Count);
        _singleIds.Add(id);
        return _singles[id];
    }

    private static int FirstNormalized(int unit, BertNormalizer normalizer)
    {
        var reader = new NormalizedReader<Utf16, char>([(char)unit], 0, normalizer, stops: null);
        return reader.TryRead(out var scalar) ? scalar.Value : -1;
    }

    private static int Utf8Length(int scalar) => scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : 3;
}
