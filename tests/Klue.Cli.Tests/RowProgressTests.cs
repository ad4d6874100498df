using Klue.Cli.Output;
using Klue.CommandLine;

namespace Klue.Cli.Tests;

public sealed class RowProgressTests
{
    [Theory]
    [InlineData(3000, 45000, 1.5, "3,000 texts, 2,000 texts/s, 30,000 tokens/s")]
    [InlineData(10, 0, 2, "10 texts, 5 texts/s")]
    [InlineData(0, 0, 0, "0 texts, 0 texts/s")]
    public void Rates_are_told_in_words(long rows, long tokens, double seconds, string expected) =>
        Assert.Equal(expected, RowProgress.Rates(rows, tokens, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public void A_bar_is_drawn_where_a_person_sees_messages_but_no_rows(bool isErrorTerminal, bool isTerminal, bool isDrawn)
    {
        using var error = new StringWriter();
        using var host = new CommandHost("klue", Stream.Null, TextWriter.Null, error, isTerminal, isErrorTerminal);
        RowProgress.Show(host, 10, progress =>
        {
            progress.Read(5);
            progress.Answer(tokens: 7);
            progress.Say("one thing");
        });
        Assert.Contains("klue: one thing", error.ToString());
        Assert.Equal(isDrawn, error.ToString().Contains("texts/s", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_texts_stream_through_embed_in_order()
    {
        string[] texts = [.. Enumerable.Range(0, 500).Select(number => string.Concat(Enumerable.Repeat($"영화 {number} ", 1 + (number % 7))))];
        var rows = KlueRun.RunWithInput(string.Join('\n', texts), "embed", "--input", "-").Succeeded().Rows;
        Assert.Equal(texts.Length, rows.Length);
        foreach (var place in (int[])[0, 1, 250, 499])
        {
            Assert.Equal(KlueRun.Run("embed", "--json", texts[place]).Succeeded().Rows[0].GetRawText(), rows[place].GetRawText());
        }
    }
}
