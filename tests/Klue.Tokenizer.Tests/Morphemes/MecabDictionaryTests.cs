using System.Buffers.Binary;
using Klue.Tests;
using Klue.Tokenizer.Morphemes;

namespace Klue.Tokenizer.Tests.Morphemes;

public sealed class MecabDictionaryTests : IDisposable
{
    private const int TrieStart = 72;

    private readonly TinyDictionary _dictionary = new TinyDictionary
    {
        Words = [new("가", 1, 2, 7, -5, "가,조사"), new("가나", 0, 1, 8, 6, "가나,명사"), new("나", 0, 0, 8, 7, "나,명사")],
        UnknownWords = [new("DEFAULT", 0, 0, 9, 90, "기호"), new("SPACE", 1, 1, 9, 90, "빈칸")],
        Categories =
        [
            new("DEFAULT", Invoke: false, Group: true, Length: 0, ""),
            new("SPACE", Invoke: false, Group: true, Length: 0, " "),
        ],
        Connections = [[1, 2, 3], [4, 5, 6]],
        Settings = "left-space-penalty-factor = 7,100\n",
    }.Write();

    public static TheoryData<string> Files => ["sys.dic", "unk.dic", "matrix.bin", "char.bin", "dicrc"];

    /// <summary>Damage to one field: file, offset, new u32, and words of the rule that reports it, after the file it is found in if that is another.</summary>
    public static TheoryData<string, int, uint, string> BrokenFields => new()
    {
        { "sys.dic", 0, 1, "magic number" },
        { "sys.dic", 4, 101, "format version 102 was expected, 101 was found" },
        { "sys.dic", 8, 2, "dictionary type 0 was expected, 2 was found" },
        { "unk.dic", 8, 0, "dictionary type 2 was expected, 0 was found" },
        { "sys.dic", 12, 1_000_000, "1000000 words were announced" },
        { "sys.dic", 16, 0, "1 to 65535 context ids were expected, 0 were found" },
        { "sys.dic", 16, 4, "unk.dic: 4 x 2 context ids, as in sys.dic, were expected, 3 x 2 were found" },
        { "unk.dic", 16, 4, "3 x 2 context ids" },
        { "sys.dic", 24, 0xFFFFFFF8, "do not fill a file" },
        { "sys.dic", 40, 0x20637565, "charset UTF-8 was expected" },
        { "sys.dic", TrieStart, 0xFFFFFFFF, "trie unit 0 has base -1" },
        { "sys.dic", TrieStart, 0x7FFFFFFF, "trie unit 0 has base 2147483647" },
        { "sys.dic", TrieStart + 4, 1, "trie unit 0" },
        { "matrix.bin", 0, 0x0002_0004, "3 x 2, as in sys.dic, was expected, 4 x 2 was found" },
        { "char.bin", 0, 0, "1 to 18 categories were expected, 0 were found" },
        { "char.bin", 0, 19, "1 to 18 categories were expected, 19 were found" },
        { "char.bin", 0, 3, "bytes were expected for 3 categories" },
        { "char.bin", 4, 0, "name of category 0 is empty" },
        { "char.bin", 4, 0x41414141, "unk.dic: the category 'AAAAULT' of char.bin has no entry" },
        { "char.bin", 4 + (2 * 32) + (4 * 'A'), 2 << 18, "U+0041 is of category 2, but there are only 2 categories" },
    };

    public static TheoryData<string, string> BrokenSettings => new()
    {
        { "nothing", "line 1 must have the form key = value: 'nothing'" },
        { "; fine\nleft-space-penalty-factor = 1,2,3", "line 2: left-space-penalty-factor must be pairs" },
        { "left-space-penalty-factor = 70000,2", "not '70000,2'" },
        { "left-space-penalty-factor =", "not ''" },
        { "left-space-penalty-factor = 1,x", "not '1,x'" },
    };

    public void Dispose() => _dictionary.Dispose();

    [Fact]
    public void A_folder_loads()
    {
        var dictionary = MecabDictionary.Load(_dictionary.Folder);

        Assert.Equal(_dictionary.Folder, dictionary.Folder);
        Assert.Equal(3, dictionary.WordCount);
        Assert.Equal(["DEFAULT", "SPACE"], dictionary.CategoryNames);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_missing_file_is_named(string name)
    {
        File.Delete(_dictionary.FileOf(name));

        AssertBroken(name, "cannot be");
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var exception = Assert.Throws<MecabDictionaryException>(() => MecabDictionary.Load(_dictionary.FileOf("nowhere")));

        Assert.Contains("nowhere", exception.File, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BrokenFields))]
    public void A_broken_field_is_named_with_its_rule(string name, int offset, uint value, string rule)
    {
        var bytes = File.ReadAllBytes(_dictionary.FileOf(name));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
        File.WriteAllBytes(_dictionary.FileOf(name), bytes);

        var named = rule.Split(": ") is [var other, var rest] ? (File: other, Rule: rest) : (File: name, Rule: rule);
        AssertBroken(named.File, named.Rule);
    }

    [Theory]
    [MemberData(nameof(BrokenSettings))]
    public void A_broken_line_of_the_settings_is_named(string settings, string rule)
    {
        File.WriteAllText(_dictionary.FileOf("dicrc"), settings);

        AssertBroken("dicrc", rule);
    }

    [Fact]
    public void A_trie_that_leads_back_to_an_earlier_node_is_refused()
    {
        var root = BinaryPrimitives.ReadInt32LittleEndian(File.ReadAllBytes(_dictionary.FileOf("sys.dic")).AsSpan(TrieStart));
        ChangeTrie((unit, next, check) => unit != 0 && unit != check && check == root ? (root, check) : (next, check), "it is no tree");
    }

    [Fact]
    public void A_word_whose_entries_are_not_there_is_refused() =>
        ChangeTrie(
            (unit, next, check) => unit != 0 && unit == check ? (-1 - (9 << 8 | 1), check) : (next, check),
            "its entries 9..10 are outside the 3");

    [Fact]
    public void A_word_without_value_is_refused() =>
        ChangeTrie((unit, next, check) => unit != 0 && unit == check ? (1, check) : (next, check), "must have a negative base, not 1");

    [Fact]
    public void A_node_that_nothing_leads_to_is_refused() =>
        ChangeTrie((unit, next, check) => unit == 200 ? (-2, unit) : (next, check), "trie unit 200 has check 200, which is no unit's base");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_cut_anywhere_or_with_a_byte_too_many_gives_an_error_or_a_dictionary_that_works(string name)
    {
        var whole = File.ReadAllBytes(_dictionary.FileOf(name));
        var step = Math.Max(1, whole.Length / (int)LongRun.Count(2_000));
        for (var length = 0; length < whole.Length; length += step)
        {
            File.WriteAllBytes(_dictionary.FileOf(name), whole[..length]);
            AssertBrokenOrWorks(name, mustBreak: name != "dicrc");
        }

        File.WriteAllBytes(_dictionary.FileOf(name), [.. whole, 0]);
        AssertBrokenOrWorks(name, mustBreak: name != "dicrc");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Flipped_bits_give_an_error_or_a_dictionary_that_works(string name)
    {
        var random = new Random(20260101);
        var whole = File.ReadAllBytes(_dictionary.FileOf(name));
        for (var round = LongRun.Count(20_000); round > 0; round--)
        {
            var flipped = whole.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(_dictionary.FileOf(name), flipped);
            AssertBrokenOrWorks(name, mustBreak: false);
        }
    }

    private void ChangeTrie(Func<int, int, int, (int Next, int Check)> change, string rule)
    {
        var bytes = File.ReadAllBytes(_dictionary.FileOf("sys.dic"));
        var trie = bytes.AsSpan(TrieStart, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24)));
        for (var unit = 0; unit < trie.Length / 8; unit++)
        {
            var next = trie[(8 * unit)..];
            var check = next[4..];
            var changed = change(unit, BinaryPrimitives.ReadInt32LittleEndian(next), BinaryPrimitives.ReadInt32LittleEndian(check));
            BinaryPrimitives.WriteInt32LittleEndian(next, changed.Next);
            BinaryPrimitives.WriteInt32LittleEndian(check, changed.Check);
        }

        File.WriteAllBytes(_dictionary.FileOf("sys.dic"), bytes);
        AssertBroken("sys.dic", rule);
    }

    private void AssertBroken(string name, string rule)
    {
        var exception = Assert.Throws<MecabDictionaryException>(() => MecabDictionary.Load(_dictionary.Folder));

        Assert.Contains(rule, exception.Rule, StringComparison.Ordinal);
        Assert.Equal($"{exception.File}: {exception.Rule}", exception.Message);
        Assert.Equal(_dictionary.FileOf(name), exception.File);
    }

    private void AssertBrokenOrWorks(string name, bool mustBreak)
    {
        const string Text = "가나 가 나가나 abc 나나 가가 \n 하하😀";
        MecabDictionary dictionary;
        try
        {
            dictionary = MecabDictionary.Load(_dictionary.Folder);
        }
        catch (MecabDictionaryException exception)
        {
            Assert.StartsWith(_dictionary.Folder, exception.File, StringComparison.Ordinal);
            return;
        }

        Assert.False(mustBreak, $"a damaged {name} was loaded");
        var end = 0;
        foreach (var morpheme in new MorphemeAnalyzer(dictionary).Analyze(Text).Morphemes)
        {
            Assert.InRange(morpheme.Start, end, Text.Length - 1);
            Assert.InRange(morpheme.End, morpheme.Start + 1, Text.Length);
            Assert.NotNull(morpheme.Feature);
            end = morpheme.End;
        }
    }
}
