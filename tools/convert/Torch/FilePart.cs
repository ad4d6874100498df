namespace Klue.Conversion.Torch;

/// <summary>The file, and the entry of it, that is being read; makes the errors that name them.</summary>
internal readonly record struct FilePart(string File, string? Entry = null)
{
    public TorchFileException Error(TorchRule rule, string expected, string found) => new(File, Entry, rule, expected, found);

    /// <summary>An error unless the rule holds.</summary>
    public void Demand(bool holds, TorchRule rule, string expected, string found)
    {
        if (!holds)
        {
            throw Error(rule, expected, found);
        }
    }
}
