namespace Klue.CommandLine;

/// <summary>A command whose help and manual end with command lines to copy.</summary>
internal interface IExampleSource
{
    /// <summary>Whole command lines, the plainest first.</summary>
    IReadOnlyList<string> Examples { get; }
}
