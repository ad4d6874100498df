using System.Security.Cryptography;
using System.Text.Json;
using Klue.Checkpoints;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Core.Tests.Safetensors;

/// <summary>Good and bad files with the verdicts of the reference reader: a few in the repository, all in the conformance data.</summary>
public sealed class SafetensorsVerdictTests
{
    public static TheoryData<SafetensorsAccess> Accesses => new(Enum.GetValues<SafetensorsAccess>());

    [Theory]
    [MemberData(nameof(Accesses))]
    public void Files_of_the_repository_are_judged_like_the_reference_reader_does(SafetensorsAccess access) =>
        Judge(TestData.Path("safetensors"), access);

    [Theory]
    [MemberData(nameof(Accesses))]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void All_files_are_judged_like_the_reference_reader_does(SafetensorsAccess access) =>
        Judge(Conformance.Path("safetensors"), access);

    private static void Judge(string folder, SafetensorsAccess access)
    {
        using var verdicts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "verdicts.json")));
        var rows = verdicts.RootElement.EnumerateObject().ToList();
        var failures = rows.Select(row => (row.Name, Fault: Fault(folder, row.Value, access))).Where(row => row.Fault is not null);

        Assert.NotEmpty(rows);
        Assert.Empty(failures);
    }

    private static string? Fault(string folder, JsonElement row, SafetensorsAccess access)
    {
        var verdict = row.GetProperty("verdict").GetString();
        try
        {
            using var file = SafetensorsFile.Open(Path.Combine(folder, row.GetProperty("file").GetString()!), access);
            return verdict == "reject" ? "accepted" : Difference(file, row);
        }
        catch (KlueException exception)
        {
            return verdict == "accept" ? exception.Message
                : exception.Message.Contains('\n', StringComparison.Ordinal) ? "more than one line"
                : null;
        }
    }

    private static string? Difference(SafetensorsFile file, JsonElement row)
    {
        if (row.TryGetProperty("tensor_count", out var count))
        {
            return file.Tensors.Count == count.GetInt32() ? null : $"{file.Tensors.Count} tensors";
        }

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

    private static string? Difference(SafetensorsFile file, string name, JsonElement expected)
    {
        if (!file.TryGetTensor(name, out var tensor))
        {
            return $"no tensor {name}";
        }

        var bytes = new byte[tensor.ByteLength];
        file.ReadBytes(name, 0, bytes);
        var shape = expected.GetProperty("shape").EnumerateArray().Select(size => size.GetUInt64());
        var offsets = expected.GetProperty("offsets").EnumerateArray().Select(offset => offset.GetInt64());
        return tensor.Dtype.FileName != expected.GetProperty("dtype").GetString() ? $"{name}: dtype {tensor.Dtype}"
            : !shape.SequenceEqual(tensor.Shape.Dimensions.ToArray()) ? $"{name}: shape {tensor.Shape}"
            : !offsets.SequenceEqual([tensor.Begin, tensor.End]) ? $"{name}: offsets {tensor.Begin}, {tensor.End}"
            : Convert.ToHexStringLower(SHA256.HashData(bytes)) != expected.GetProperty("sha256").GetString() ? $"{name}: other bytes"
            : null;
    }
}
