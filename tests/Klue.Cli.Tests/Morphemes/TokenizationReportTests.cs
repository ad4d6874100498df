namespace Klue.Cli.Tests.Morphemes;

public sealed class TokenizationReportTests(MorphemeFiles files) : IClassFixture<MorphemeFiles>
{
    private const string Gold =
        "## 칼럼명 : INDEX\tWORD_FORM\tLEMMA\tPOS\tHEAD\tDEPREL\n"
        + "## klue-dp-v1_dev_0_wikitree\t아버지가 가방에 갸거\n1\t아버지가\t아버지 가\tNNG+JKS\t3\tNP_SBJ\n2\t가방에\t가방 에\tNNG+JKB\t3\tNP_AJT\n"
        + "3\t갸거\t갸거\tVV\t0\tVP\n\n";

    [Fact]
    public void Without_morphemes_pieces_are_counted() => Assert.Equal(
        [
            "texts\t3", "words\t3", "pieces\t6", "pieces_per_word\t2", "unknown_pieces\t1", "unknown_rate\t0.1667", "piece_boundaries\t3",
        ],
        Run("아버지가\n가방에\n갸거!\n").Succeeded().Lines);

    [Fact]
    public void With_a_dictionary_boundaries_are_compared()
    {
        var row = Assert.Single(Run("{\"text\":\"아버지가 가방에\",\"text_pair\":\"갸거\"}\n", "--input-format", "jsonl", "--mecab", files.Dictionary, "--json").Succeeded().Rows);
        Assert.Equal(2, row.GetProperty("texts").GetInt32());
        Assert.Equal(2, row.GetProperty("morpheme_boundaries").GetInt32());
        Assert.Equal(0.5, row.GetProperty("morpheme_agreement").GetDouble());
        Assert.Equal(0.5, row.GetProperty("piece_agreement").GetDouble());
    }

    [Fact]
    public void Gold_morphemes_are_read_from_klue_dp()
    {
        var file = files.Write("klue-dp-v1.1_dev.tsv", Gold);
        var lines = KlueRun.Run("tokenize", "-m", files.Model, "--report", file).Succeeded().Lines;
        Assert.Contains("texts\t1", lines);
        Assert.Contains("morpheme_boundaries\t2", lines);
        Assert.Contains("morpheme_agreement\t0.5", lines);
        KlueRun.Run("tokenize", "-m", files.Model, "--report", file, "--mecab", files.Dictionary).WasRefused("gold", "--mecab");
        KlueRun.Run("tokenize", "-m", files.Model, "--report", files.Write("bad.tsv", Gold.Replace("\tVV\t", "\t", StringComparison.Ordinal))).WasRefused("bad.tsv");
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        KlueRun.Run("tokenize", "가", "--report", "file").WasRefused("--report");
        KlueRun.Run("tokenize", "가", "--mecab", files.Dictionary).WasRefused("--mecab");
        KlueRun.Run("tokenize", "--report", "no-such-file").WasRefused("no-such-file", "cannot be read");
        KlueRun.Run("tokenize", "--report", "no-such-file", "--mecab", "no/such/folder").WasRefused("no/such/folder");
    }

    private CommandResult Run(string input, params string[] arguments) =>
        KlueRun.RunWithInput(input, ["tokenize", "-m", files.Model, "--report", "-", .. arguments]);
}
