namespace Klue.Tokenizer.Morphemes;

/// <summary>A file of a compiled MeCab dictionary is missing, damaged, or of a kind that is not supported.</summary>
/// <remarks>Every rule is checked while the dictionary is loaded; analysing text with a loaded dictionary never throws it.</remarks>
public sealed class MecabDictionaryException : TokenizerException
{
    /// <summary>Reports that <paramref name="file"/> breaks <paramref name="rule"/>.</summary>
    /// <param name="file">Path of the offending file.</param>
    /// <param name="rule">What was expected and what was found.</param>
    /// <param name="innerException">The failure of the file system behind it, if any.</param>
    public MecabDictionaryException(string file, string rule, Exception? innerException = null)
        : base($"{file}: {rule}", innerException!)
    {
        File = file;
        Rule = rule;
    }

    /// <summary>Path of the offending file.</summary>
    public string File { get; }

    /// <summary>The broken rule: what was expected and what was found.</summary>
    public string Rule { get; }
}
