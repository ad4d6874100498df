using Klue.IO;

namespace Klue.Bench.Workloads;

/// <summary>The random BERT-base as a model folder of its own, gone when disposed of.</summary>
internal sealed class RandomModelFolder : IDisposable
{
    private const int Seed = 1;

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("klue-bench-");

    /// <summary>Writes the folder.</summary>
    /// <exception cref="FileAccessException">It cannot be written.</exception>
    public RandomModelFolder()
    {
        Path = _parent.CreateSubdirectory(RandomBert.Name).FullName;
        try
        {
            RandomBert.Save(Path, Seed);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    public void Dispose() => _parent.Delete(recursive: true);
}
