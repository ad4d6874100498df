using System.Diagnostics;
using Klue.Tests;

namespace Klue.Tokenizer.Tests;

/// <summary>Texts made to be slow. The bound is generous: what is not linear takes hours, not twice as long.</summary>
public class HostileTests
{
    private static readonly int Length = (int)LongRun.Count(10_000_000);

    public static TheoryData<string> Units => ["나", "[", "[MASK", "\u0301", "\u302E", "\u200B", "a\u200B", "😀", "<x", "\uD83D", "é", " "];

    [Theory]
    [MemberData(nameof(Units))]
    public void Time_is_linear_in_the_text(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, Length / unit.Length));
        foreach (var tokenizer in Texts.Tokenizers)
        {
            var half = Time(tokenizer, text.AsSpan(0, text.Length / 2));
            var whole = Time(tokenizer, text);
            Assert.True(whole < 8 * half + TimeSpan.FromSeconds(1), $"{whole} for twice the text of {half}");
        }
    }

    private static TimeSpan Time(BertTokenizer tokenizer, ReadOnlySpan<char> text)
    {
        var clock = Stopwatch.StartNew();
        tokenizer.CountTokens(text);
        return clock.Elapsed;
    }
}
