namespace Klue.Cli.Input;

/// <summary>One line of an input file, without its line ending.</summary>
/// <param name="Source">The file's name, for messages.</param>
/// <param name="Number">Counted from 1.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct TextLine(string Source, long Number, string Text)
{
    /// <summary>An error about this line.</summary>
    public UsageException Error(string message, Exception? cause = null) => new($"{Source}, line {Number}: {message}", cause);
}
