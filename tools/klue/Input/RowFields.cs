namespace Klue.Cli.Input;

/// <summary>The names that the text and the second text of a JSON row go by.</summary>
internal sealed record RowFields(IReadOnlyList<string> Text, IReadOnlyList<string> Pair)
{
    /// <summary><c>text</c> and <c>text_pair</c>.</summary>
    public static RowFields Default { get; } = new(["text"], ["text_pair"]);
}
