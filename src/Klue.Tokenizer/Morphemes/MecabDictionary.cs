using System.Diagnostics.CodeAnalysis;

namespace Klue.Tokenizer.Morphemes;

/// <summary>
/// A compiled MeCab dictionary, such as mecab-ko-dic, in memory: the words with their analyses, the costs of
/// connecting them, and the rules for unknown words. Immutable; any number of analyzers and threads share one.
/// </summary>
/// <remarks>
/// The files are those that <c>mecab-dict-index</c> of MeCab 0.996 writes (format version 102, UTF-8). mecab-ko-dic 2.1.1
/// takes about 85 MB of managed memory.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "A MeCab dictionary is what the field calls it; it is no IDictionary.")]
public sealed class MecabDictionary
{
    private const uint SystemType = 0;
    private const uint UnknownType = 2;

    private readonly byte[] _wordFeatures;
    private readonly byte[] _unknownFeatures;
    private readonly Range[] _unknownEntries;

    private MecabDictionary(
        string folder,
        Lexicon words,
        Lexicon unknown,
        ConnectionCosts connections,
        CharacterCategories categories,
        DictionarySettings settings)
    {
        Folder = folder;
        WordCount = words.Words;
        FirstUnknownEntry = words.Entries.Length;
        Trie = words.Trie;
        Connections = connections;
        Categories = categories;
        Settings = settings;

        _wordFeatures = words.Features;
        _unknownFeatures = settings.UnknownFeature is { } feature ? [.. System.Text.Encoding.UTF8.GetBytes(feature), 0] : unknown.Features;
        Entries = [.. words.Entries, .. settings.UnknownFeature is null
            ? unknown.Entries
            : unknown.Entries.Select(entry => entry with { Feature = 0 })];
        _unknownEntries = [.. categories.Names.Select(name => FindUnknown(unknown, name, FirstUnknownEntry))];
    }

    /// <summary>The folder that the dictionary was loaded from.</summary>
    public string Folder { get; }

    /// <summary>Number of lines of the definition that the words were compiled from.</summary>
    public int WordCount { get; }

    /// <summary>Names of the character categories, by which unknown words are formed.</summary>
    public IReadOnlyList<string> CategoryNames => Categories.Names;

    internal DoubleArrayTrie Trie { get; }

    /// <summary>The analyses of all words, then those of unknown words.</summary>
    internal LexiconEntry[] Entries { get; }

    /// <summary>Index of the first entry that is of an unknown word.</summary>
    internal int FirstUnknownEntry { get; }

    internal ConnectionCosts Connections { get; }

    internal CharacterCategories Categories { get; }

    internal DictionarySettings Settings { get; }

    /// <summary>Loads <c>sys.dic</c>, <c>unk.dic</c>, <c>matrix.bin</c>, <c>char.bin</c> and <c>dicrc</c> of a folder.</summary>
    /// <param name="folder">The dictionary folder, as <c>mecab -d</c> takes it.</param>
    /// <exception cref="MecabDictionaryException">A file is missing, truncated, damaged, or not of a supported form.</exception>
    public static MecabDictionary Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var settings = DictionarySettings.Read(folder);
        var categories = CharacterCategories.Read(folder);
        var words = Lexicon.Read(folder, Lexicon.SystemFileName, SystemType);
        var unknown = Lexicon.Read(folder, Lexicon.UnknownFileName, UnknownType);
        if (unknown.LeftSize != words.LeftSize || unknown.RightSize != words.RightSize)
        {
            throw new MecabDictionaryException(
                unknown.Path,
                $"{words.LeftSize} x {words.RightSize} context ids, as in {Lexicon.SystemFileName}, were expected, "
                + $"{unknown.LeftSize} x {unknown.RightSize} were found");
        }

        var connections = ConnectionCosts.Read(folder, words.LeftSize, words.RightSize);
        return new MecabDictionary(folder, words, unknown, connections, categories, settings);
    }

    /// <summary>The entries of unknown words whose first character is mainly of this category.</summary>
    internal Range UnknownEntriesOf(int category) => _unknownEntries[category];

    internal ReadOnlySpan<byte> FeatureOf(int entry)
    {
        var features = entry < FirstUnknownEntry ? _wordFeatures : _unknownFeatures;
        var feature = features.AsSpan(Entries[entry].Feature);
        return feature[..feature.IndexOf((byte)0)];
    }

    private static Range FindUnknown(Lexicon unknown, string category, int firstUnknownEntry)
    {
        var value = unknown.Trie.Find(System.Text.Encoding.UTF8.GetBytes(category));
        if (value == DoubleArrayTrie.NoValue || (value & 0xFF) == 0)
        {
            throw new MecabDictionaryException(unknown.Path, $"the category '{category}' of {CharacterCategories.FileName} has no entry");
        }

        var entries = Lexicon.EntriesOf(value);
        return (entries.Start.Value + firstUnknownEntry)..(entries.End.Value + firstUnknownEntry);
    }
}
