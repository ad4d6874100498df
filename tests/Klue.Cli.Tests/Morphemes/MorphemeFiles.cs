using Klue.Tests;
using Klue.Tokenizer.Tests.Morphemes;

namespace Klue.Cli.Tests.Morphemes;

/// <summary>A dictionary of a few morphemes and the vocabulary of a few pieces, in folders as the commands take them.</summary>
public sealed class MorphemeFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TinyDictionary _dictionary = new TinyDictionary
    {
        Words =
        [
            new("아버지", 0, 0, 150, 100, "NNG,아버지"),
            new("가", 0, 0, 120, 30, "JKS,가"),
            new("가방", 0, 0, 150, 60, "NNG,가방"),
            new("에", 0, 0, 120, 10, "JKB,에"),
            new("다", 0, 0, 120, 10, "MAG,다"),
            new("라마", 0, 0, 150, 10, "NNG,라마"),
        ],
        UnknownWords = [new("DEFAULT", 0, 0, 168, 1000, "SY,*"), new("SPACE", 0, 0, 164, 1000, "SP,*")],
        Categories = [new("DEFAULT", Invoke: false, Group: true, Length: 0, ""), new("SPACE", Invoke: false, Group: true, Length: 0, " ")],
        Connections = [[0]],
        Settings = "left-space-penalty-factor = 120,6000\n",
    }.Write();

    public MorphemeFiles() => _folder.Write(
        "vocab.txt",
        string.Join('\n', "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "아버지", "##가", "가방에", "갸", "##거", "다라", "##마") + "\n");

    public string Dictionary => _dictionary.Folder;

    public string Model => _folder.FullName;

    public string File(string name) => _folder.File(name);

    public string Write(string name, string text) => _folder.Write(name, text);

    public void Dispose()
    {
        _folder.Dispose();
        _dictionary.Dispose();
    }
}
