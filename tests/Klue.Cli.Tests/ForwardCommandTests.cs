using Klue.Kernels;
using Klue.Tests;

namespace Klue.Cli.Tests;

/// <summary><c>klue forward</c> gives the same file to the bit, whatever the threads, the instruction set and the batch order.</summary>
public sealed class ForwardCommandTests
{
    public static TheoryData<string[]> Ways()
    {
        var ways = new TheoryData<string[]>(["--threads", "1"], ["--threads", "2"], ["--batch-order", "reverse"], ["--batch-order", "shuffle"]);
        foreach (var tier in Enum.GetValues<SimdTier>().Where(KernelInfo.IsSupported))
        {
            ways.Add(["--isa", KernelInfo.Name(tier), "--threads", "2"]);
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Same_bits_on_the_models_of_the_repository(string[] way)
    {
        foreach (var model in Directory.EnumerateDirectories(RepositoryFolder.Find("tests", "Klue.Core.Tests", "data", "models")))
        {
            AssertSameBits(model, way);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Same_bits_on_the_golden_models(string[] way)
    {
        foreach (var model in Directory.EnumerateDirectories(Conformance.Path("models")))
        {
            AssertSameBits(model, way);
        }
    }

    [Fact]
    public void Cases_that_cannot_be_run_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var model = RepositoryFolder.Find("tests", "Klue.Core.Tests", "data", "models", "h-mlm-untied");
        Refused("""[{"name":"zeros","input_ids":[[5,6]],"attention_mask":[[0,0]]}]""", "zeros", "all zeros");
        Refused("""[{"name":"far","input_ids":[[5,100000]]}]""", "far", "100000", "vocabulary");
        Refused("""[{"name":"negative","input_ids":[[-1]]}]""", "negative", "-1");
        Refused("""[{"name":"shape","input_ids":[[5,6]],"attention_mask":[[1]]}]""", "shape", "attention_mask");
        Refused("""[{"name":"ragged","input_ids":[[5,6],[5]]}]""", "ragged", "one length");
        Refused($$"""[{"name":"long","input_ids":[[{{string.Join(',', Enumerable.Repeat(5, 1000))}}]]}]""", "long", "1000 tokens");
        Refused("""[{"name":"absent","input_ids":[[5]],"outputs":{"shape":{"nsp_logits":[1,2]}}}]""", "absent", "nsp_logits");
        Refused("""[{"name":"twice","input_ids":[[5]]},{"name":"twice","input_ids":[[6]]}]""", "twice", "a name of its own");
        Refused("""[{"name":"\ud800","input_ids":[[5]]}]""", "case 0", "surrogate");
        Refused("""{"cases":1}""", "array of cases");
        Refused("no json", "not JSON");

        void Refused(string cases, params string[] words)
        {
            var file = folder.Write("cases.json", cases);
            KlueRun.Run("forward", "-m", model, "--input", file, "--output", folder.File("out.safetensors")).WasRefused(words);
            Assert.False(File.Exists(folder.File("out.safetensors")));
        }
    }

    private static void AssertSameBits(string model, string[] way)
    {
        using var folder = new TemporaryFolder();
        var plain = Forward(model, folder.File("plain.safetensors"), []);
        Assert.Equal(plain, Forward(model, folder.File("other.safetensors"), way));
    }

    private static byte[] Forward(string model, string output, string[] way)
    {
        KlueRun.Run(["forward", "-m", model, "--input", Path.Combine(model, "cases.json"), "--output", output, .. way]).Succeeded();
        return File.ReadAllBytes(output);
    }
}
