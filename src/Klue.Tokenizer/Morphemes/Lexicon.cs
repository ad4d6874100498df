using System.Buffers.Binary;
using System.Text.Unicode;

namespace Klue.Tokenizer.Morphemes;

/// <summary>
/// A <c>.dic</c> file: ten u32 (magic, version, type, words, left size, right size, bytes of trie, bytes of entries, bytes of
/// features, reserved), 32 bytes of charset name, the trie, the entries of 16 bytes, the zero-closed features.
/// </summary>
/// <remarks>A word's value in the trie holds the number of its entries in the low 8 bits and the first of them above.</remarks>
internal sealed class Lexicon
{
    public const string SystemFileName = "sys.dic";
    public const string UnknownFileName = "unk.dic";

    /// <summary>MeCab's compiler reads definitions in lines of at most so many bytes: no word is longer.</summary>
    public const int MaxWordBytes = 8192;

    private const uint Magic = 0xEF718F77;
    private const uint Version = 102;
    private const int HeaderFields = 10;
    private const int CharsetSize = 32;
    private const int UnitSize = 8;
    private const int EntrySize = 16;

    private Lexicon(string path, int leftSize, int rightSize, int words, DoubleArrayTrie trie, LexiconEntry[] entries, byte[] features)
    {
        Path = path;
        LeftSize = leftSize;
        RightSize = rightSize;
        Words = words;
        Trie = trie;
        Entries = entries;
        Features = features;
    }

    public string Path { get; }

    /// <summary>Number of context ids that a word can have towards the word after it.</summary>
    public int LeftSize { get; }

    /// <summary>Number of context ids that a word can have towards the word before it.</summary>
    public int RightSize { get; }

    /// <summary>Lines of the definition that the file was compiled from.</summary>
    public int Words { get; }

    public DoubleArrayTrie Trie { get; }

    public LexiconEntry[] Entries { get; }

    /// <summary>Features in UTF-8, each closed by a zero byte.</summary>
    public byte[] Features { get; }

    /// <summary>The entries that a word's value in the trie stands for.</summary>
    public static Range EntriesOf(int value) => (value >> 8)..((value >> 8) + (value & 0xFF));

    public static Lexicon Read(string folder, string fileName, uint type)
    {
        using var file = MecabFile.Open(folder, fileName);
        if (file.Length < (HeaderFields * sizeof(uint)) + CharsetSize)
        {
            throw file.Broken($"a header of {(HeaderFields * sizeof(uint)) + CharsetSize} bytes was expected, {file.Length} were found");
        }

        var header = file.Read<uint>(HeaderFields);
        var (words, leftSize, rightSize) = (header[3], header[4], header[5]);
        var (trieSize, entriesSize, featuresSize) = (header[6], header[7], header[8]);
        CheckHeader(file, header, type);
        CheckCharset(file);

        var trie = new DoubleArrayTrie(file.Read<int>((int)trieSize / sizeof(int)));
        var entries = ReadEntries(file, (int)entriesSize / EntrySize);
        if (words > entries.Length)
        {
            throw file.Broken($"{words} words were announced, but there are only {entries.Length} entries");
        }

        var features = new byte[featuresSize];
        file.ReadBytes(features);

        if (trie.Validate(value => EntriesOf(value).End.Value <= entries.Length
            ? null
            : $"its entries {EntriesOf(value)} are outside the {entries.Length} of the file") is { } rule)
        {
            throw file.Broken(rule);
        }

        CheckFeatures(file, features);
        CheckEntries(file, entries, leftSize, rightSize, features);
        return new Lexicon(file.Path, (int)leftSize, (int)rightSize, (int)words, trie, entries, features);
    }

    private static void CheckHeader(MecabFile file, uint[] header, uint type)
    {
        if ((header[0] ^ Magic) != file.Length)
        {
            throw file.Broken($"the magic number stands for a file of {header[0] ^ Magic} bytes, {file.Length} were found");
        }

        if (header[1] != Version)
        {
            throw file.Broken($"format version {Version} was expected, {header[1]} was found");
        }

        if (header[2] != type)
        {
            throw file.Broken($"dictionary type {type} was expected, {header[2]} was found");
        }

        foreach (var size in header.AsSpan(4, 2))
        {
            if (size is 0 or > ushort.MaxValue)
            {
                throw file.Broken($"1 to {ushort.MaxValue} context ids were expected, {size} were found");
            }
        }

        var sum = (HeaderFields * sizeof(uint)) + CharsetSize + (long)header[6] + header[7] + header[8];
        if (sum != file.Length || header[6] % UnitSize != 0 || header[7] % EntrySize != 0)
        {
            throw file.Broken($"sections of {header[6]}, {header[7]} and {header[8]} bytes do not fill a file of {file.Length} bytes");
        }

        if (file.Length > Array.MaxLength)
        {
            throw file.Broken($"files over {Array.MaxLength} bytes are not supported, {file.Length} were found");
        }
    }

    private static void CheckCharset(MecabFile file)
    {
        Span<byte> name = stackalloc byte[CharsetSize];
        file.ReadBytes(name);
        var end = name.IndexOf((byte)0);
        var charset = System.Text.Encoding.UTF8.GetString(end < 0 ? name : name[..end]);
        if (!charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !charset.Equals("utf8", StringComparison.OrdinalIgnoreCase))
        {
            throw file.Broken($"charset UTF-8 was expected, '{charset}' was found");
        }
    }

    private static LexiconEntry[] ReadEntries(MecabFile file, int count)
    {
        var bytes = new byte[count * EntrySize];
        file.ReadBytes(bytes);
        var entries = new LexiconEntry[count];
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = bytes.AsSpan(i * EntrySize, EntrySize);
            entries[i] = new LexiconEntry(
                LeftId: BinaryPrimitives.ReadUInt16LittleEndian(entry),
                RightId: BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]),
                PartOfSpeechId: BinaryPrimitives.ReadUInt16LittleEndian(entry[4..]),
                Cost: BinaryPrimitives.ReadInt16LittleEndian(entry[6..]),
                Feature: BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
        }

        return entries;
    }

    private static void CheckFeatures(MecabFile file, byte[] features)
    {
        if (features is not [.., 0])
        {
            throw file.Broken("the features do not end with a zero byte");
        }

        if (!Utf8.IsValid(features))
        {
            throw file.Broken("the features are not valid UTF-8");
        }
    }

    private static void CheckEntries(MecabFile file, LexiconEntry[] entries, uint leftSize, uint rightSize, byte[] features)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            // A word's left id pairs with right ids of words before it, so the sizes cross over.
            if (entry.LeftId >= rightSize || entry.RightId >= leftSize)
            {
                throw file.Broken($"entry {i} has context ids {entry.LeftId} and {entry.RightId}, outside {rightSize} and {leftSize}");
            }

            if ((uint)entry.Feature >= features.Length || entry.Feature != 0 && features[entry.Feature - 1] != 0)
            {
                throw file.Broken($"entry {i} has its feature at byte {entry.Feature}, where none begins");
            }
        }
    }
}
