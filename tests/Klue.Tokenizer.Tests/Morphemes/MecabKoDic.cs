using System.Formats.Tar;
using System.IO.Compression;
using Klue.Tokenizer.Morphemes;

namespace Klue.Tokenizer.Tests.Morphemes;

/// <summary>The compiled mecab-ko-dic of the conformance data, unpacked and loaded once for all tests.</summary>
public sealed class MecabKoDic : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("klue-mecab-");
    private readonly Lazy<string> _unpacked;
    private readonly Lazy<MorphemeAnalyzer> _analyzer;

    public MecabKoDic()
    {
        _unpacked = new(Unpack);
        _analyzer = new(() => new MorphemeAnalyzer(MecabDictionary.Load(Folder)));
    }

    /// <summary>The dictionary's folder; skips the running test when there is no data.</summary>
    public string Folder => _unpacked.Value;

    /// <summary>An analyzer over the dictionary; skips the running test when there is no data.</summary>
    public MorphemeAnalyzer Analyzer => _analyzer.Value;

    public void Dispose() => _folder.Delete(recursive: true);

    private string Unpack()
    {
        var archive = Directory.EnumerateFiles(Klue.Tests.Conformance.Path("morphemes"), "*.tar.gz").Single();
        using var stream = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(stream, _folder.FullName, overwriteFiles: false);
        return _folder.EnumerateDirectories().Single().FullName;
    }
}
