using System.Text.RegularExpressions;
using Klue.Tasks.Text;

namespace Klue.Tasks.Metrics;

/// <summary>How MRC answers are made comparable.</summary>
public static partial class AnswerText
{
    /// <summary>
    /// Small letters, no ASCII punctuation, single spaces. The official code also means to turn quotes and brackets into spaces, but a
    /// misplaced bracket in its pattern asks for four particular characters behind the quote, so that it practically never applies;
    /// <see cref="EvaluationMode.Clean"/> does what was meant.
    /// </summary>
    public static string Normalize(string answer, EvaluationMode mode)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var quotes = mode == EvaluationMode.Baseline ? QuotesAsWritten() : QuotesAsMeant();
        var lower = PythonText.Lower(quotes.Replace(answer, " "));
        return string.Join(' ', PythonText.Split(string.Concat(lower.Where(character => !IsAsciiPunctuation(character)))));
    }

    private static bool IsAsciiPunctuation(char character) =>
        character is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    [GeneratedRegex("""['"《》<>〈〉]\(\)‘’""", RegexOptions.CultureInvariant)]
    private static partial Regex QuotesAsWritten();

    [GeneratedRegex("""['"《》<>〈〉()‘’]""", RegexOptions.CultureInvariant)]
    private static partial Regex QuotesAsMeant();
}
