using System.Text.Json;
using Klue.Tests;
using Klue.Tokenizer.Tests.Morphemes;

namespace Klue.Cli.Tests.Morphemes;

public sealed class MorphemesCommandTests(MorphemeFiles files, MecabKoDic korean) : IClassFixture<MorphemeFiles>, IClassFixture<MecabKoDic>
{
    private const string Text = "아버지가 가방에 갸거 다라마\u200B";

    [Fact]
    public void Morphemes_stand_beside_pieces() => Assert.Equal(
        [
            "0..3\t아버지\tNNG\t아버지\tsame",
            "3..4\t가\tJKS\t##가\tsame",
            "5..8\t가방 에\tNNG JKB\t가방에\tjoined",
            "9..11\t갸거\tSY\t갸 ##거\tsplit",
            "12..15\t다 라마\tMAG NNG\t다라 ##마\tcrossed",
            "15..16\t\\u200b\tSY\t\talone",
            "1 of 4 morpheme boundaries inside words are piece boundaries, 1 of 3 piece boundaries are morpheme boundaries",
        ],
        Run(Text).Succeeded().Lines);

    [Fact]
    public void Json_has_morphemes_pieces_and_blocks()
    {
        var row = Assert.Single(Run(Text, "--json").Succeeded().Rows);
        Assert.Equal(Text, row.GetProperty("text").GetString());
        var morphemes = row.GetProperty("morphemes").EnumerateArray().ToArray();
        Assert.Equal(
            ["아버지", "가", "가방", "에", "갸거", "다", "라마", "\u200B"],
            morphemes.Select(morpheme => morpheme.GetProperty("surface").GetString()));
        Assert.All(morphemes, morpheme => Assert.Equal(
            morpheme.GetProperty("surface").GetString(),
            Text[morpheme.GetProperty("start").GetInt32()..morpheme.GetProperty("end").GetInt32()]));
        Assert.Equal("NNG,아버지", morphemes[0].GetProperty("feature").GetString());
        Assert.True(morphemes[4].GetProperty("unknown").GetBoolean());
        Assert.Equal(7, row.GetProperty("pieces").GetArrayLength());
        Assert.Equal(
            ["same", "same", "joined", "split", "crossed", "alone"],
            row.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("agreement").GetString()));
        Assert.Equal(1, row.GetProperty("shared_boundaries").GetInt32());
    }

    [Fact]
    public void A_file_gives_a_row_of_json_for_each_line()
    {
        var rows = KlueRun.RunWithInput("아버지\n\n가방에\n", "morphemes", "--mecab", files.Dictionary, "-m", files.Model, "--input", "-").Succeeded().Rows;
        Assert.Equal([1, 0, 2], rows.Select(row => row.GetProperty("morphemes").GetArrayLength()));
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        KlueRun.Run("morphemes", "가").WasRefused("--mecab");
        KlueRun.Run("morphemes", "--mecab", files.Dictionary).WasRefused("TEXT");
        KlueRun.Run("morphemes", "가", "--mecab", "no/such/folder").WasRefused("no/such/folder", "dicrc");
        KlueRun.Run("morphemes", "가", "--mecab", files.Model).WasRefused("dicrc");
        KlueRun.RunWithInput([0xFF], "morphemes", "--mecab", files.Dictionary, "--input", "-").WasRefused("line 1", "UTF-8");
        KlueRun.RunWithInput("{\"text\":\"가\",\"text_pair\":\"나\"}", "morphemes", "--mecab", files.Dictionary, "--input", "-", "--input-format", "jsonl")
            .WasRefused("line 1", "text_pair");
    }

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Golden_sentences_come_out_of_the_command()
    {
        var golden = File.ReadLines(Conformance.Path("morphemes", "sentences.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var input = string.Join('\n', golden.Select(row => row.GetRawText()));
        var rows = KlueRun.RunWithInput(
            input, "morphemes", "--mecab", korean.Analyzer.Dictionary.Folder, "--input", "-", "--input-format", "jsonl").Succeeded().Rows;
        Assert.Equal(golden.Length, rows.Length);
        Assert.All(golden.Zip(rows), pair =>
        {
            Assert.Equal(pair.First.GetProperty("total_cost").GetInt64(), pair.Second.GetProperty("cost").GetInt64());
            Assert.Equal(
                pair.First.GetProperty("morphs").EnumerateArray().Select(morpheme => morpheme.GetProperty("feature").GetString()),
                pair.Second.GetProperty("morphemes").EnumerateArray().Select(morpheme => morpheme.GetProperty("feature").GetString()));
        });
    }

    private CommandResult Run(params string[] arguments) =>
        KlueRun.Run(["morphemes", "--mecab", files.Dictionary, "-m", files.Model, .. arguments]);
}
