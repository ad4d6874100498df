using Klue.Tests;
using Klue.Tokenizer.Unicode;

namespace Klue.Tokenizer.Tests.Unicode;

public class UnicodeTablesTests
{
    private static string Folder => RepositoryFolder.Find("src", "Klue.Tokenizer", "Unicode");

    [Fact]
    public void The_committed_tables_are_what_the_generator_makes()
    {
        var file = Path.Combine(Folder, "UnicodeTables.g.cs");
        var text = new UnicodeTableGenerator(Folder).Generate();
        if (Environment.GetEnvironmentVariable("KLUE_REGENERATE") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    [Theory]
    [InlineData('A', "a")]
    [InlineData('é', "")]
    [InlineData('É', "é")]
    [InlineData('İ', "i\u0307")]
    [InlineData('가', "")]
    public void Lower_case_comes_from_the_table(char scalar, string expected) =>
        Assert.Equal(expected, string.Concat(UnicodeTables.LowerCaseOf(scalar).ToArray().Select(char.ConvertFromUtf32)));

    [Theory]
    [InlineData('a', "")]
    [InlineData('é', "e\u0301")]
    [InlineData('\u1E69', "s\u0323\u0307")]
    public void Decompositions_come_from_the_table(char scalar, string expected) =>
        Assert.Equal(expected, string.Concat(UnicodeTables.DecompositionOf(scalar).ToArray().Select(char.ConvertFromUtf32)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0x300, 230)]
    [InlineData(0x323, 220)]
    [InlineData(0x302E, 224)]
    [InlineData(0x10FFFF, 0)]
    public void Combining_classes_come_from_the_table(int scalar, int expected) =>
        Assert.Equal(expected, UnicodeTables.CombiningClassOf(scalar));

    [Theory]
    [InlineData('가', "\u1100\u1161")]
    [InlineData('각', "\u1100\u1161\u11A8")]
    [InlineData('힣', "\u1112\u1175\u11C2")]
    public void Hangul_decomposes_by_rule(char syllable, string expected)
    {
        Span<int> jamo = stackalloc int[3];
        var count = HangulSyllable.Decompose(syllable, jamo);
        Assert.True(HangulSyllable.Contains(syllable));
        Assert.Equal(expected, string.Concat(jamo[..count].ToArray().Select(char.ConvertFromUtf32)));
    }
}
