using System.Text.RegularExpressions;

namespace Klue.Architecture.Tests.Documents;

/// <summary>docs/troubleshooting.md explains every exception, every rule of a file format, and every sentence that the code says.</summary>
public sealed partial class TroubleshootingTests
{
    // Their constructors make the sentences, of what was expected and what was found; the page explains them by type and by rule.
    private static readonly HashSet<string> ExpectedAndFound =
        ["CheckpointException", "ConfigurationException", "FileAccessException", "SafetensorsException", "TaskDataException", "TokenizerFormatException", "TorchFileException", "UnsupportedTokenizerException"];

    private static readonly List<string> Sources = [.. Repository.HandWrittenFiles("src"), .. Repository.HandWrittenFiles("tools")];

    private static readonly HashSet<string> Exceptions = [.. Sources.SelectMany(file => ExceptionType().Matches(SourceText.CodeOf(File.ReadAllText(file)))).Select(match => match.Groups["name"].Value)];

    private readonly IReadOnlySet<string> _explained = MarkdownPage.Open("docs/troubleshooting.md").CodeSpans;

    [Fact]
    public void Every_exception_is_explained()
    {
        Assert.Contains("InputException", Exceptions);
        Explains("exception", Exceptions);
    }

    [Fact]
    public void Every_rule_of_a_file_format_is_explained()
    {
        List<string> rules = [.. Sources.Where(file => file.EndsWith("Rule.cs", StringComparison.Ordinal)).SelectMany(file => EnumMember().Matches(SourceText.CodeOf(File.ReadAllText(file)))).Select(match => match.Groups["name"].Value)];
        Assert.Contains("InvalidHeader", rules);
        Explains("rule", rules);
    }

    [Fact]
    public void Every_sentence_is_explained()
    {
        var spoken = Exceptions.Except(ExpectedAndFound).ToHashSet();
        List<ErrorMessage> messages = [.. Sources.SelectMany(file => ErrorMessage.Of(file, spoken))];
        Assert.True(messages.Count > 100, $"Only {messages.Count} messages were found.");
        Rule.Holds(
            "docs/troubleshooting.md explains every message, with … for what varies.",
            messages.Where(message => !_explained.Contains(message.Template)).Select(message => $"{message.Place}: {message.Template}"));
    }

    private void Explains(string what, IEnumerable<string> names) =>
        Rule.Holds($"docs/troubleshooting.md explains every {what}.", names.Where(name => !_explained.Contains(name)));

    [GeneratedRegex(@"\bclass (?<name>\w+Exception)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex ExceptionType();

    // The names between the commas of an enumeration whose members have no values.
    [GeneratedRegex(@"^\s*(?<name>\w+),\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex EnumMember();
}
