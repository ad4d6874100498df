namespace Klue.Safetensors;

/// <summary>A file breaks a rule of the safetensors format.</summary>
public sealed class SafetensorsException : KlueException
{
    internal SafetensorsException(string file, SafetensorsRule rule, string expected, string found)
        : base($"{Quoted.Text(file)} breaks the safetensors rule {rule}: expected {expected}, found {found}")
    {
        (File, Rule, Expected, Found) = (file, rule, expected, found);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The rule that the file breaks.</summary>
    public SafetensorsRule Rule { get; }

    /// <summary>What the rule asks for.</summary>
    public string Expected { get; }

    /// <summary>What the file holds.</summary>
    public string Found { get; }
}
