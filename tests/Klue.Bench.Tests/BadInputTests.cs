using Klue.Tests;

namespace Klue.Bench.Tests;

/// <summary>Bad input gets one clear line and exit code 2, before anything is timed.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("'--unknown'", "--unknown")]
    [InlineData("'unknown'", "unknown")]
    [InlineData("'none'", "model", "--threads", "none")]
    [InlineData("'0'", "gemm", "--threads", "1,0")]
    [InlineData("''", "peak", "--threads", "1,,2")]
    [InlineData("'mmx'", "ops", "--isa", "mmx")]
    [InlineData("--seconds is 0", "model", "--seconds", "0")]
    [InlineData("--rounds is 0", "attention", "--rounds", "0")]
    [InlineData("--runs is -1", "start", "--runs", "-1")]
    [InlineData("'8x'", "model", "--shapes", "1x16,8x")]
    [InlineData("--shapes names nothing", "model", "--shapes", ",")]
    [InlineData("'1x2'", "gemm", "--shapes", "1x2")]
    [InlineData("'0x768'", "ops", "--shapes", "0x768")]
    [InlineData("'99999x99999'", "ops", "--shapes", "99999x99999")]
    [InlineData("'sinh'", "ops", "--ops", "gelu,sinh")]
    [InlineData("'8'", "attention", "--shapes", "8")]
    [InlineData("no/such/folder", "model", "--model", "no/such/folder")]
    [InlineData("no/such/folder", "tokenizer", "--model", "no/such/folder")]
    [InlineData("no-such-file", "tokenizer", "--texts", "no-such-file")]
    [InlineData("--isa", "tokenizer", "--isa", "avx2")]
    [InlineData("no-such-file", "start", "--program", "no-such-file")]
    [InlineData("--out", "report")]
    [InlineData("AFTER", "compare", "a.json")]
    [InlineData("a.json", "compare", "a.json", "b.json")]
    [InlineData("--threshold is -1", "compare", "a.json", "b.json", "--threshold", "-1")]
    public void The_command_line_is_refused(string word, params string[] arguments) => BenchRun.Of(arguments).WasRefused(word);

    [Fact]
    public void A_file_of_no_texts_is_refused()
    {
        using var folder = new TemporaryFolder();
        BenchRun.Of("tokenizer", "--texts", folder.Write("empty.txt", "\n\n")).WasRefused("empty.txt", "empty");
        File.WriteAllBytes(folder.File("latin1.txt"), [0xE9, 0x0A]);
        BenchRun.Of("tokenizer", "--texts", folder.File("latin1.txt")).WasRefused("latin1.txt");
    }

    [Fact]
    public void Peers_are_read_before_anything_is_measured()
    {
        using var folder = new TemporaryFolder();
        BenchRun.Of("report", "--out", folder.File("out"), "--peers", folder.File("none.tsv")).WasRefused("none.tsv");
        BenchRun.Of("report", "--out", folder.Write("file", ""), "--from", folder.File("none.json")).WasRefused("file");
    }
}
