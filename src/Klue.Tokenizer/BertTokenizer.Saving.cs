using Klue.Tokenizer.Files;

namespace Klue.Tokenizer;

/// <content>Saving.</content>
public sealed partial class BertTokenizer
{
    /// <summary>
    /// Writes vocab.txt, tokenizer.json, tokenizer_config.json and special_tokens_map.json as Hugging Face writes them: loaded, here or
    /// there, they make the same tokeniser. Files of these names are replaced.
    /// </summary>
    /// <param name="folder">A folder, made if it is not there.</param>
    /// <exception cref="TokenizerException">The vocabulary leaves an id out, so that vocab.txt cannot hold it.</exception>
    public void Save(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        TokenizerFolder.Write(folder, _definition, _template, Vocabulary);
    }
}
