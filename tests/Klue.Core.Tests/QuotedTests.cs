namespace Klue.Core.Tests;

public sealed class QuotedTests
{
    [Fact]
    public void Foreign_text_stays_on_one_line()
    {
        Assert.Equal("'한국어 😀 a\\u000ab\\u2028\\u202e\\ud800'", Quoted.Text("한국어 😀 a\nb\u2028\u202e\ud800"));
        Assert.Equal("''", Quoted.Text(string.Empty));
    }

    [Fact]
    public void Long_text_is_cut() => Assert.Equal($"'{new string('x', 200)}...'", Quoted.Text(new string('x', 1_000_000)));
}
