using System.Text.Json;
using Klue.Checkpoints;
using Klue.Tests;

namespace Klue.Core.Tests.Safetensors;

/// <summary>Folders of shards with their verdicts: a few in the repository, all in the conformance data.</summary>
public sealed class ShardedVerdictTests
{
    [Fact]
    public void Folders_of_the_repository_are_judged_by_the_rules() => Judge(TestData.Path("sharded-index"));

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void All_folders_are_judged_by_the_rules() => Judge(Conformance.Path("sharded-index"));

    [Fact]
    public void The_values_are_those_of_the_shard_that_the_index_names()
    {
        using var source = TensorSource.Open(TestData.Path("sharded-index", "good_two_shards"));
        var values = new float[4];

        source.ReadSingle("a", 0, values);
        Assert.Equal([0, 1, 2, 3], values);
        source.ReadSingle("b", 0, values);
        Assert.Equal([10, 11, 12, 13], values);
        Assert.EndsWith("model-00002-of-00002.safetensors", source.FileOf("b"), StringComparison.Ordinal);
        Assert.Empty(source.Warnings);
    }

    [Fact]
    public void A_tensor_that_the_index_does_not_name_is_passed_over_with_a_warning()
    {
        using var source = TensorSource.Open(TestData.Path("sharded-index", "either_extra_tensor_in_shard"));

        Assert.False(source.TryGetTensor("c", out _));
        Assert.Equal(["a", "b"], source.Tensors.Select(tensor => tensor.Name));
        Assert.Contains("'c'", Assert.Single(source.Warnings), StringComparison.Ordinal);
    }

    private static void Judge(string folder)
    {
        using var verdicts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "verdicts.json")));
        var rows = verdicts.RootElement.EnumerateObject().ToList();
        var failures = rows
            .Select(row => (row.Name, Fault: Fault(Path.Combine(folder, row.Name), row.Value.GetProperty("verdict").GetString()!)))
            .Where(row => row.Fault is not null);

        Assert.NotEmpty(rows);
        Assert.Empty(failures);
    }

    private static string? Fault(string folder, string verdict)
    {
        try
        {
            using var source = TensorSource.Open(folder);
            foreach (var tensor in source.Tensors)
            {
                source.ReadBytes(tensor.Name, 0, new byte[tensor.ByteLength]);
            }

            return verdict == "reject" ? "accepted" : null;
        }
        catch (KlueException exception)
        {
            return verdict == "accept" ? exception.Message
                : exception.Message.Contains('\n', StringComparison.Ordinal) ? "more than one line"
                : null;
        }
    }
}
