namespace Klue.Configuration;

/// <summary>A JSON file of a model folder says something that cannot be, or that Klue does not do.</summary>
public sealed class ConfigurationException : KlueException
{
    internal ConfigurationException(string file, string? key, string expected, string found)
        : base(key is null
            ? $"{Quoted.Text(file)}: expected {expected}, found {found}"
            : $"{Quoted.Text(file)}: {Quoted.Text(key)}: expected {expected}, found {found}")
    {
        (File, Key, Expected, Found) = (file, key, expected, found);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The key, with a dot between the levels, or null when the error is about the file as a whole.</summary>
    public string? Key { get; }

    /// <summary>What may stand there.</summary>
    public string Expected { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }
}
