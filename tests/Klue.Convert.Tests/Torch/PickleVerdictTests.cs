using System.Security.Cryptography;
using System.Text.Json;
using Klue.Checkpoints;
using Klue.Conversion.Torch;
using Klue.Convert.Tests.Building;
using Klue.Tests;

namespace Klue.Convert.Tests.Torch;

/// <summary>Good and hostile PyTorch files with their verdicts: most of them in the repository, all in the conformance data.</summary>
[Collection(Effort.Alone)]
public sealed class PickleVerdictTests
{
    private const long AllowedMemory = 64 << 20;
    private static readonly TimeSpan AllowedTime = TimeSpan.FromSeconds(1);

    [Fact]
    public void Files_of_the_repository_are_judged_as_their_manifest_says() => Judge(TestData.Path("pickles"));

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void All_files_are_judged_as_their_manifest_says() => Judge(Conformance.Path("pickles"));

    private static void Judge(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        var rows = manifest.RootElement.EnumerateObject().ToList();
        var failures = rows.Select(row => (row.Name, Fault: Fault(Path.Combine(folder, row.Name), row.Value))).Where(row => row.Fault is not null);

        Assert.NotEmpty(rows);
        Assert.Empty(failures);
        Assert.False(File.Exists("KLUE_CANARY"));
    }

    private static string? Fault(string path, JsonElement row)
    {
        var verdict = row.GetProperty("verdict").GetString();
        KlueException? refusal = null;
        var effort = Effort.Of(() => refusal = Refusal(path));
        if (refusal is not null)
        {
            return verdict == "accept" ? refusal.Message
                : refusal is not TorchFileException ? $"refused as {refusal.GetType()}"
                : refusal.Message.Contains('\n', StringComparison.Ordinal) ? "more than one line"
                : effort.ProcessorTime > AllowedTime || effort.AllocatedBytes > AllowedMemory + new FileInfo(path).Length ? $"refused after {effort}"
                : null;
        }

        if (verdict == "reject")
        {
            return "accepted";
        }

        using var file = TorchFile.Open(path);
        return Difference(file, row);
    }

    private static KlueException? Refusal(string path)
    {
        try
        {
            TorchFile.Open(path).Dispose();
            return null;
        }
        catch (KlueException exception)
        {
            return exception;
        }
    }

    private static string? Difference(TorchFile file, JsonElement row)
    {
        // Files that a reader may also refuse come without contents.
        if (!row.TryGetProperty("tensors", out var tensors))
        {
            return null;
        }

        var expected = tensors.EnumerateObject().ToList();
        return expected.Count != file.Tensors.Count
            ? $"{file.Tensors.Count} tensors"
            : expected.Select(tensor => Difference(file, tensor.Name, tensor.Value)).FirstOrDefault(difference => difference is not null);
    }

    private static string? Difference(TorchFile file, string name, JsonElement expected)
    {
        if (!file.TryGetTensor(name, out var tensor))
        {
            return $"no tensor {name}";
        }

        var bytes = new byte[tensor.ByteLength];
        file.ReadBytes(name, 0, bytes);
        var shape = expected.GetProperty("shape").EnumerateArray().Select(size => size.GetUInt64());
        return tensor.Dtype.FileName != expected.GetProperty("dtype").GetString() ? $"{name}: dtype {tensor.Dtype}"
            : !shape.SequenceEqual(tensor.Shape.Dimensions.ToArray()) ? $"{name}: shape {tensor.Shape}"
            : System.Convert.ToHexStringLower(SHA256.HashData(bytes)) != expected.GetProperty("sha256").GetString() ? $"{name}: other bytes"
            : null;
    }
}
