using Klue.Checkpoints;
using Klue.Conversion.Sources;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Convert.Tests.Torch;

/// <summary>Every PyTorch file of the models of the conformance data holds what the safetensors file beside it holds, bit for bit.</summary>
public sealed class TwinTests
{
    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Every_PyTorch_form_equals_its_safetensors_twin()
    {
        var files = Directory.EnumerateFiles(Conformance.Path("models"), "*.bin*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("-of-", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(string.Empty, Fault(file) ?? string.Empty));
    }

    private static string? Fault(string file)
    {
        using var torch = WeightFiles.Open(file);
        using var twin = Twin(file, torch);
        var extra = torch.Tensors.Select(tensor => tensor.Name).Except(twin.Tensors.Select(tensor => tensor.Name));
        return extra.FirstOrDefault(name => !MayBeExtra(name)) is { } unknown ? $"{unknown} is in the PyTorch file alone"
            : twin.Tensors.Select(tensor => Difference(torch, twin, tensor)).FirstOrDefault(difference => difference is not null);
    }

    // What HF leaves out of safetensors files: the second names of tied tensors, and buffers.
    private static bool MayBeExtra(string name) =>
        name.EndsWith(".position_ids", StringComparison.Ordinal) || name.StartsWith("cls.predictions.decoder.", StringComparison.Ordinal);

    private static string? Difference(ITensorSource torch, SafetensorsFile twin, TensorInfo expected)
    {
        if (!torch.TryGetTensor(expected.Name, out var tensor) || tensor.ToString() != expected.ToString())
        {
            return $"{expected.Name}: {expected} is {tensor?.ToString() ?? "missing"}";
        }

        var bytes = new byte[tensor.ByteLength];
        torch.ReadBytes(tensor.Name, 0, bytes);
        return bytes.AsSpan().SequenceEqual(twin.GetBytes(tensor.Name, 0, bytes.Length)) ? null : $"{tensor.Name}: other bytes";
    }

    // The one of the model's safetensors files, here or a folder above, that has the same type.
    private static SafetensorsFile Twin(string file, ITensorSource torch)
    {
        var folder = Path.GetDirectoryName(file)!;
        var home = File.Exists(Path.Combine(folder, "model.safetensors")) ? folder : Path.GetDirectoryName(folder)!;
        return Directory.EnumerateFiles(home, "model*.safetensors")
            .Select(path => SafetensorsFile.Open(path))
            .First(twin => twin.Tensors.All(tensor => torch.TryGetTensor(tensor.Name, out var other) && other.Dtype == tensor.Dtype));
    }
}
