using Klue.Bench.Peers.Onnx;
using Klue.Bench.Workloads;
using Klue.Checkpoints;
using Klue.CommandLine;
using Klue.Configuration;
using Klue.Kernels;

namespace Klue.Bench.Peers.Workloads;

/// <summary>
/// A folder with the same random BERT-base in every engine's format, each file written when it is first asked for and kept
/// for the next run.
/// </summary>
internal sealed class ModelCache
{
    // Part of the folder's name: a file that older code wrote is not taken for one that this code would write.
    private const int Edition = 1;
    private const int Seed = 1;

    /// <summary>Uses a folder, or one under the system's folder for temporary files.</summary>
    /// <exception cref="UsageException">The folder cannot be made.</exception>
    public ModelCache(string? folder)
    {
        Folder = Path.Combine(folder ?? Path.Combine(Path.GetTempPath(), "klue-bench-peers"), $"{RandomBert.Name}-{Seed}-{Edition}");
        try
        {
            Directory.CreateDirectory(Folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--cache '{Folder}': the folder cannot be made: {exception.Message}", exception);
        }
    }

    private string Folder { get; }

    /// <summary>The Hugging Face model folder, which has a tokenizer too.</summary>
    public string ModelFolder()
    {
        if (!File.Exists(Path.Combine(Folder, BertConfig.FileName)))
        {
            RandomBert.Save(Folder, Seed);
        }

        return Folder;
    }

    /// <summary>Opens the weights.</summary>
    /// <param name="format">How Klue is to keep them; of no meaning to others.</param>
    public Checkpoint Open(WeightFormat format = WeightFormat.F32)
    {
        var folder = ModelFolder();
        return Checkpoint.Open(folder, BertConfig.Load(folder), new CheckpointOptions { Weights = format });
    }

    /// <summary>The file of an ONNX graph.</summary>
    public string Graph(OnnxForm form, BertOutput output)
    {
        var path = Path.Combine(Folder, $"{form}-{output}.onnx".ToLowerInvariant());
        if (!File.Exists(path))
        {
            using var checkpoint = Open();
            Create(form, checkpoint).Save(output, path);
        }

        return path;
    }

    private static BertGraph Create(OnnxForm form, Checkpoint checkpoint) => form switch
    {
        OnnxForm.Plain => new PlainBertGraph(checkpoint),
        OnnxForm.Fused => new FusedBertGraph(checkpoint),
        OnnxForm.Mha => new UnmaskedBertGraph(checkpoint),
        OnnxForm.Int8 => new Int8BertGraph(checkpoint),
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };
}
