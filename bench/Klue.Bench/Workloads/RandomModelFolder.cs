using System.Text.Json;
using Klue.IO;
using Klue.Safetensors;

namespace Klue.Bench.Workloads;

/// <summary>The random BERT-base as a model folder of its own, 443 MB of float32 and a tokenizer, gone when disposed of.</summary>
internal sealed class RandomModelFolder : IDisposable
{
    private const int Seed = 1;
    private const int BytesAtOnce = 1 << 20;

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("klue-bench-");

    /// <summary>Writes the folder.</summary>
    /// <exception cref="FileAccessException">It cannot be written.</exception>
    public RandomModelFolder()
    {
        Path = _parent.CreateSubdirectory(RandomBert.Name).FullName;
        try
        {
            WriteWeights(File("model.safetensors"));
            AtomicFile.WriteAllBytes(File("config.json"), Configuration());
            EmbeddedVocabulary.CopyTo(Path);
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

    private static void WriteWeights(string file)
    {
        using var source = new RandomTensorSource(RandomBert.Config, Seed);
        using var writer = SafetensorsWriter.Create(file, source.Tensors);
        var buffer = new byte[BytesAtOnce];
        foreach (var tensor in writer.Tensors)
        {
            for (var offset = 0L; offset < tensor.ByteLength; offset += BytesAtOnce)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(BytesAtOnce, tensor.ByteLength - offset));
                source.ReadBytes(tensor.Name, offset, part);
                writer.Write(tensor.Name, part);
            }
        }

        writer.Commit();
    }

    // What the configuration does not say has BERT-base's value by itself.
    private static byte[] Configuration() => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["model_type"] = "bert",
        ["architectures"] = RandomBert.Config.Architectures,
        ["vocab_size"] = RandomBert.Config.VocabSize,
    });

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
