namespace Klue.Conversion.Torch;

/// <summary>A PyTorch checkpoint breaks a rule, is damaged, or holds what only a program could read.</summary>
internal sealed class TorchFileException(string file, string? entry, TorchRule rule, string expected, string found)
    : KlueException($"{Quoted.Text(file)}{(entry is null ? string.Empty : $", entry {Quoted.Text(entry)},")} breaks the rule {rule}: expected {expected}, found {found}")
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>The entry of the archive or the part of the stream, or null when the error is about the file as a whole.</summary>
    public string? Entry { get; } = entry;

    /// <summary>The rule that the file breaks.</summary>
    public TorchRule Rule { get; } = rule;

    /// <summary>What the rule asks for.</summary>
    public string Expected { get; } = expected;

    /// <summary>What the file holds.</summary>
    public string Found { get; } = found;
}
