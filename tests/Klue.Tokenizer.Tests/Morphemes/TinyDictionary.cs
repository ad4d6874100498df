using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Klue.Tokenizer.Tests.Morphemes;

/// <summary>A MeCab dictionary of a few words, written in the compiled form to a temporary folder.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "A MeCab dictionary, small.")]
internal sealed class TinyDictionary : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("klue-tiny-mecab-");

    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>Unknown words, their surface being a category's name.</summary>
    public required IReadOnlyList<Word> UnknownWords { get; init; }

    public required IReadOnlyList<Category> Categories { get; init; }

    /// <summary>Costs by left id of a word, then right id of the word before it.</summary>
    public required short[][] Connections { get; init; }

    public string Settings { get; init; } = "";

    public string Folder => _folder.FullName;

    public int LeftSize => Connections[0].Length;

    public int RightSize => Connections.Length;

    public void Dispose() => _folder.Delete(recursive: true);

    public string FileOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes the five files.</summary>
    public TinyDictionary Write()
    {
        File.WriteAllText(FileOf("dicrc"), Settings);
        File.WriteAllBytes(FileOf("char.bin"), CharacterTable());
        File.WriteAllBytes(FileOf("matrix.bin"), Matrix());
        File.WriteAllBytes(FileOf("sys.dic"), Lexicon(Words, type: 0));
        File.WriteAllBytes(FileOf("unk.dic"), Lexicon(UnknownWords, type: 2));
        return this;
    }

    /// <summary>Index of the main category of a character, and the bits of all it belongs to; the first category is the default.</summary>
    public (int Main, int Bits) CategoryOf(Rune character)
    {
        for (var main = 1; main < Categories.Count; main++)
        {
            if (character.Value < 0xFFFF && Categories[main].Characters.Contains((char)character.Value))
            {
                var bits = 1 << main;
                for (var other = main + 1; other < Categories.Count; other++)
                {
                    bits |= Categories[other].Characters.Contains((char)character.Value) ? 1 << other : 0;
                }

                return (main, bits);
            }
        }

        return (0, 1);
    }

    private byte[] CharacterTable()
    {
        var bytes = new List<byte>();
        AddUInt32(bytes, Categories.Count);
        foreach (var category in Categories)
        {
            bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(category.Name.PadRight(32, '\0')));
        }

        var table = new int[0xFFFF];
        Array.Fill(table, Pack(0, 1));
        foreach (var character in Categories.SelectMany(category => category.Characters))
        {
            var (main, types) = CategoryOf(new Rune(character));
            table[character] = Pack(main, types);
        }

        foreach (var packed in table)
        {
            AddUInt32(bytes, packed);
        }

        return [.. bytes];

        int Pack(int main, int types)
        {
            var category = Categories[main];
            return types | main << 18 | category.Length << 26 | (category.Group ? 1 << 30 : 0) | (category.Invoke ? 1 << 31 : 0);
        }
    }

    private byte[] Matrix()
    {
        var bytes = new List<byte>();
        AddUInt16(bytes, LeftSize);
        AddUInt16(bytes, RightSize);
        foreach (var cost in Connections.SelectMany(row => row))
        {
            AddUInt16(bytes, cost);
        }

        return [.. bytes];
    }

    private byte[] Lexicon(IReadOnlyList<Word> words, int type)
    {
        var groups = words.GroupBy(word => word.Surface).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var (entries, features, values) = (new List<byte>(), new List<byte>(), new List<(byte[], int)>());
        foreach (var group in groups)
        {
            values.Add((System.Text.Encoding.UTF8.GetBytes(group.Key), entries.Count / 16 << 8 | group.Count()));
            foreach (var word in group)
            {
                AddUInt16(entries, word.LeftId);
                AddUInt16(entries, word.RightId);
                AddUInt16(entries, word.PartOfSpeechId);
                AddUInt16(entries, word.Cost);
                AddUInt32(entries, features.Count);
                AddUInt32(entries, 0);
                features.AddRange([.. System.Text.Encoding.UTF8.GetBytes(word.Feature), 0]);
            }
        }

        var trie = TinyDoubleArray.Build(values);
        var bytes = new List<byte>();
        var length = 72 + trie.Length + entries.Count + features.Count;
        int[] sizes = [words.Count, LeftSize, RightSize, trie.Length, entries.Count, features.Count];
        foreach (var field in (int[])[unchecked((int)0xEF718F77) ^ length, 102, type, .. sizes, 0])
        {
            AddUInt32(bytes, field);
        }

        bytes.AddRange(System.Text.Encoding.UTF8.GetBytes("UTF-8".PadRight(32, '\0')));
        return [.. bytes, .. trie, .. entries, .. features];
    }

    private static void AddUInt16(List<byte> bytes, int value)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(two, unchecked((ushort)value));
        bytes.AddRange(two);
    }

    private static void AddUInt32(List<byte> bytes, int value)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(four, value);
        bytes.AddRange(four);
    }

    internal sealed record Word(string Surface, int LeftId, int RightId, int PartOfSpeechId, int Cost, string Feature);

    internal sealed record Category(string Name, bool Invoke, bool Group, int Length, string Characters);
}
