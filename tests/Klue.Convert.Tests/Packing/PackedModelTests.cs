using Klue.Checkpoints;
using Klue.Convert.Tests.Commands;
using Klue.Kernels;
using Klue.Models;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Convert.Tests.Packing;

/// <summary>Packed models of every format, converted by the tool and run by the engine.</summary>
public sealed class PackedModelTests : IDisposable
{
    private static readonly string Plain = RepositoryFolder.Find("models", "klue-mini");
    private readonly TemporaryFolder _folder = new();

    private string Packed => _folder.File("packed");

    private string Weights => Path.Combine(Packed, "model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("f32", WeightFormat.F32)]
    [InlineData("bf16", WeightFormat.BF16)]
    [InlineData("f16", WeightFormat.F16)]
    [InlineData("int8", WeightFormat.I8)]
    public void A_packed_model_gives_the_bits_of_the_plain_one_in_its_format(string dtype, WeightFormat format)
    {
        Convert("--dtype", dtype, "--packed");
        using var plain = BertModel.Load(Plain, new CheckpointOptions { Weights = format });
        using var packed = BertModel.Load(Packed);
        Assert.Equal(Outputs(plain), Outputs(packed));
    }

    [Fact]
    public void Matrices_beside_int8_keep_their_type_where_asked()
    {
        Convert("--dtype", "int8", "--exact", "*encoder.layer.*");
        using var halves = BertModel.Load(Plain, new CheckpointOptions { Weights = WeightFormat.F16 });
        using (var all = BertModel.Load(Packed))
        {
            Assert.Equal(Outputs(halves), Outputs(all));
        }

        Convert("--dtype", "int8", "--exact", "*encoder.layer.0.*", "--overwrite");
        using (var file = SafetensorsFile.Open(Weights, SafetensorsAccess.Streamed))
        {
            var panels = file.Tensors.Where(tensor => tensor.Name.EndsWith(".panels", StringComparison.Ordinal));
            Assert.All(panels, tensor => Assert.Equal(tensor.Name.Contains("layer.0.", StringComparison.Ordinal) ? Dtype.F16 : Dtype.I8, tensor.Dtype));
        }

        using var first = BertModel.Load(Packed);
        Assert.NotEqual(Outputs(halves), Outputs(first));
        Assert.Equal(Outputs(first, SimdTier.Scalar, threads: 1), Outputs(first));
    }

    [Fact]
    public void Every_format_gives_the_same_bits_whatever_tier_threads_and_batch()
    {
        foreach (var format in Enum.GetValues<WeightFormat>())
        {
            using var model = BertModel.Load(Plain, new CheckpointOptions { Weights = format });
            var expected = Outputs(model, SimdTier.Scalar, threads: 1);
            foreach (var tier in Enum.GetValues<SimdTier>().Where(KernelInfo.IsSupported))
            {
                Assert.Equal(expected, Outputs(model, tier, threads: 1));
                Assert.Equal(expected, Outputs(model, tier, threads: 3));
            }

            var alone = new float[4 * model.Config.HiddenSize];
            var batch = new TokenBatch(model.Config);
            batch.Add([2, 70, 71, 3]);
            model.Forward(batch, alone);
            Assert.Equal(alone, expected[..alone.Length]);
        }
    }

    [Fact]
    public void Weights_in_half_precision_are_those_of_float32_where_the_file_has_no_more()
    {
        // klue-mini was saved in half precision.
        using var singles = BertModel.Load(Plain);
        using var halves = BertModel.Load(Plain, new CheckpointOptions { Weights = WeightFormat.F16 });
        Assert.Equal(Outputs(singles), Outputs(halves));
    }

    [Theory]
    [InlineData("f32")]
    [InlineData("int8")]
    public void A_packed_file_says_what_it_is_and_begins_every_matrix_on_a_line(string dtype)
    {
        Convert("--dtype", dtype, "--packed");
        using var file = SafetensorsFile.Open(Weights, SafetensorsAccess.Streamed);
        Assert.Equal("1", file.Metadata["klue.packed"]);
        Assert.Equal(dtype == "int8" ? "[N/16][K/4][16][4]" : "[N/48][K][48]", file.Metadata["klue.packed.layout"]);
        Assert.Equal(dtype == "int8" ? "16" : "48", file.Metadata["klue.packed.tile"]);
        Assert.Equal(dtype == "int8", file.Metadata.TryGetValue("klue.packed.split", out var split) && split == "255:4");
        var begin = new FileInfo(Weights).Length - file.Tensors[^1].End;
        var panels = file.Tensors.Where(tensor => tensor.Name.EndsWith(".panels", StringComparison.Ordinal)).ToList();
        Assert.Equal(4 * 5, panels.Count);
        Assert.All(panels, tensor => Assert.Equal(0, (begin + tensor.Begin) % 64));
    }

    [Theory]
    [InlineData("klue.packed\":\"1\"", "klue.packed\":\"9\"", "version 1", "version '9'", "klue-convert --packed")]
    [InlineData("[N/48][K][48]", "[N/32][K][32]", "klue.packed.layout", "[N/32][K][32]")]
    [InlineData("tile\":\"48\"", "tile\":\"32\"", "klue.packed.tile", "'32'")]
    public void A_file_packed_in_another_way_is_refused_by_name(string old, string changed, params string[] mentioned)
    {
        Convert("--packed");
        var bytes = File.ReadAllBytes(Weights);
        var place = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(old));
        System.Text.Encoding.UTF8.GetBytes(changed).CopyTo(bytes, place);
        File.WriteAllBytes(Weights, bytes);

        var error = Assert.Throws<CheckpointException>(() => BertModel.Load(Packed));
        Assert.All(mentioned.Prepend(Weights), text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_packed_file_is_neither_loaded_in_another_format_nor_converted_again()
    {
        Convert("--packed");
        var error = Assert.Throws<CheckpointException>(() => BertModel.Load(Packed, new CheckpointOptions { Weights = WeightFormat.I8 }));
        Assert.Contains("in I8", error.Message, StringComparison.Ordinal);
        Tool.Run(_folder.FullName, "packed", "again", "--dtype", "bf16").AssertRefused("model.safetensors", "packed already");
    }

    [Fact]
    public void Calibration_comes_nearer_to_float32_than_rounding_alone()
    {
        _folder.Write("texts.txt", string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{i}번째 영화는 정말 재미있었다. 배우들의 연기가 좋았고 이야기도 새로웠다.")));
        Convert("--dtype", "int8");
        var plain = Cosine();
        Convert("--dtype", "int8", "--calibrate", "texts.txt", "--overwrite");
        using var file = SafetensorsFile.Open(Weights, SafetensorsAccess.Streamed);
        Assert.Equal("texts.txt", file.Metadata["klue.calibrated"]);
        Assert.InRange(Cosine(), plain, 1);
        Assert.InRange(plain, 0.999, 1);
    }

    [Theory]
    [InlineData("--split", "255:2")]
    [InlineData("--calibrate", "texts.txt")]
    [InlineData("--packed", "--max-shard-size", "1MB")]
    [InlineData("--packed", "--exact", "*")]
    [InlineData("--dtype", "int8", "--split", "255:3")]
    [InlineData("--dtype", "int8", "--split", "255x63")]
    [InlineData("--dtype", "int8", "--split", "8x")]
    [InlineData("--dtype", "int8", "--calibrate", "missing.txt")]
    public void Options_that_do_not_go_together_are_refused(params string[] options) =>
        Tool.Run(_folder.FullName, [Plain, "packed", .. options]).AssertRefused();

    [Fact]
    public void A_dry_run_of_packing_writes_nothing()
    {
        var result = Tool.Run(_folder.FullName, Plain, "packed", "--dtype", "int8", "--dry-run");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("encoder.layer.0.attention.self.key+value\t[24, 48, 16, 4]\tF16\tI8\t", result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Packed));
    }

    [Fact]
    public void Verify_says_how_far_apart_two_models_are()
    {
        Convert("--dtype", "bf16");
        _folder.Write("texts.jsonl", """{"text": "이 영화는 정말 재미있다"}""" + "\n" + """{"text": "배우의 연기가 아쉽다"}""" + "\n");
        var result = Tool.Run(_folder.FullName, "verify", Plain, "packed", "--texts", "texts.jsonl");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("texts\t2\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nmean token cosine\t0.9999", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nfill-mask agreement, %\t100\n", result.Output, StringComparison.Ordinal);

        var same = Tool.Run(_folder.FullName, "verify", Plain, Plain);
        Assert.Contains("\nlargest absolute error\t0\n", same.Output, StringComparison.Ordinal);
        Tool.Run(_folder.FullName, "verify", Plain, "missing").AssertRefused("missing");
        Tool.Run(_folder.FullName, "verify", Plain, "packed", "--count", "0").AssertRefused("--count");
    }

    private void Convert(params string[] options) => Assert.Equal(0, Tool.Run(_folder.FullName, [Plain, "packed", .. options]).ExitCode);

    private double Cosine()
    {
        var line = Tool.Run(_folder.FullName, "verify", Plain, "packed", "--texts", "texts.txt").Output.Split('\n').Single(line => line.StartsWith("mean token cosine", StringComparison.Ordinal));
        return double.Parse(line.Split('\t')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static float[] Outputs(BertModel model, SimdTier? tier = null, int threads = 2)
    {
        var batch = new TokenBatch(model.Config);
        batch.Add([2, 70, 71, 3]);
        batch.Add([2, .. Enumerable.Range(100, 60), 3]);
        batch.Add([2, 4, 3]);
        var options = new ForwardOptions { Kernels = new KernelOptions { Tier = tier ?? KernelInfo.Active, MaxDegreeOfParallelism = threads } };
        var hidden = new float[batch.RowCount * model.Config.HiddenSize];
        model.Forward(batch, hidden, options);
        var logits = new float[model.Config.VocabSize];
        model.MaskedLanguageModelLogits(batch, [batch.RowOf(2, 1)], logits, options);
        return [.. hidden, .. logits];
    }
}
