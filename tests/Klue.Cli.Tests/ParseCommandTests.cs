using Klue.Core.Tests.Tasks;
using Klue.Tasks;

namespace Klue.Cli.Tests;

public sealed class ParseCommandTests : IDisposable
{
    private const string Sentence = "그는 책을 읽었다.";
    private const string Tags = "NP+JX NNG+JKO VV+EP+EF+SF";

    private readonly TaskModelFolder _model = new(KlueTask.Dp);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_sentence_is_drawn_as_a_tree_or_written_as_CoNLL_U_or_JSON()
    {
        var tree = Parse(Sentence, "--pos", Tags).Succeeded().Lines;
        Assert.Equal(3, tree.Length);
        Assert.All(Sentence.Split(' '), word => Assert.Contains(tree, line => line.Contains(word + "  ", StringComparison.Ordinal)));

        var conllu = Parse(Sentence, "--pos", Tags, "--conllu").Succeeded().Lines;
        Assert.All(conllu, line => Assert.Equal(10, line.Split('\t').Length));
        Assert.StartsWith("1\t그는\t_\t_\tNP+JX\t_\t", conllu[0], StringComparison.Ordinal);

        var words = Assert.Single(Parse(Sentence, "--pos", Tags, "--json").Succeeded().Rows);
        Assert.Equal(conllu.Select(line => line.Split('\t')[6]), words.EnumerateArray().Select(word => $"{word.GetProperty("head").GetInt32()}"));
        Assert.Equal(conllu.Select(line => line.Split('\t')[7]), words.EnumerateArray().Select(word => word.GetProperty("deprel").GetString()));
    }

    [Fact]
    public void Rows_are_parsed_one_a_line()
    {
        var row = $$"""{"text":"{{Sentence}}","pos":"{{Tags}}"}""" + "\n";
        var alone = Parse(Sentence, "--pos", Tags, "--json").Succeeded().Output;
        Assert.Equal(alone + alone, KlueRun.RunWithInput(row + row, "parse", "-m", _model.FullName, "--input", "-", "--input-format", "jsonl").Succeeded().Output);
        var conllu = Parse(Sentence, "--pos", Tags, "--conllu").Succeeded().Output;
        Assert.Equal(conllu + conllu, KlueRun.RunWithInput(row + row, "parse", "-m", _model.FullName, "--input", "-", "--input-format", "jsonl", "--conllu").Succeeded().Output);
    }

    [Fact]
    public void What_cannot_be_parsed_is_refused()
    {
        Parse(Sentence).WasRefused("--pos", "--mecab");
        Parse(Sentence, "--pos", "NP").WasRefused("3 words and 1");
        Parse(Sentence, "--pos", "NP NNG XYZ").WasRefused("'XYZ'");
        Parse("", "--pos", "").WasRefused("0 words");
        Parse(Sentence, "--mecab", "no-such-folder").WasRefused("no-such-folder");
        KlueRun.Run("parse", Sentence, "--pos", Tags).WasRefused("-m FOLDER");
    }

    private CommandResult Parse(string sentence, params string[] options) => KlueRun.Run(["parse", sentence, "-m", _model.FullName, .. options]);
}
