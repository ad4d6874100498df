using Klue.Checkpoints;
using Klue.CommandLine;
using Klue.Conversion.Sources;
using Klue.Conversion.Writing;
using Klue.Convert.Tests.Building;
using Klue.IO;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Convert.Tests.Writing;

public sealed class ConverterTests : IDisposable
{
    private const string Config = """{"hidden_size": 4, "vocab_size": 6}""";

    private static readonly BuiltStorage Words = BuiltStorage.Of<float>("words", Dtype.F32, [.. Enumerable.Range(0, 24).Select(i => i / 8f)]);
    private static readonly BuiltStorage OutputBias = BuiltStorage.Of<float>("bias", Dtype.F32, 1, 2, 3, 4, 5, 6);

    private static readonly BuiltTensor[] Model =
    [
        BuiltTensor.Packed("bert.embeddings.word_embeddings.weight", Words, 6, 4),
        BuiltTensor.Packed("bert.embeddings.position_ids", BuiltStorage.Of<long>("ids", Dtype.I64, 0, 1, 2), 1, 3),
        BuiltTensor.Singles("bert.pooler.dense.weight", [4, 4], i => i),
        BuiltTensor.Packed("cls.predictions.bias", OutputBias, 6),
        BuiltTensor.Packed("cls.predictions.decoder.weight", Words, 6, 4),
        BuiltTensor.Packed("cls.predictions.decoder.bias", OutputBias, 6),
    ];

    private readonly TemporaryFolder _folder = new();

    public ConverterTests() => WriteModel("in", Model);

    private string Output => _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_becomes_a_folder_with_the_same_values_and_files()
    {
        _folder.Write("in/vocab.txt", "[PAD]\n");
        _folder.Write("in/training_args.bin", "not to be copied");
        var progress = new SilentProgress();

        var report = Run(options => options, progress);

        Assert.Equal(["config.json", "model.safetensors", "vocab.txt"], Files(Output));
        Assert.Equal(Config, File.ReadAllText(Path.Combine(Output, "config.json")));
        Assert.Equal(progress.Total, progress.Done);
        Assert.Empty(report.Warnings);
        using var file = SafetensorsFile.Open(Path.Combine(Output, "model.safetensors"));
        Assert.Equal(4, file.Tensors.Count);
        Assert.Equal(Words.Bytes, Bytes(file, "bert.embeddings.word_embeddings.weight"));
        Assert.Equal("cls.predictions.decoder.weight=bert.embeddings.word_embeddings.weight cls.predictions.decoder.bias=cls.predictions.bias", file.Metadata["klue.tied"]);
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal("pytorch_model.bin", file.Metadata["klue.source"]);
    }

    [Fact]
    public void The_decoder_is_written_when_the_configuration_does_not_tie_it()
    {
        _folder.Write("in/config.json", """{"tie_word_embeddings": false}""");
        Run(options => options);

        using var file = WeightFiles.Open(Output);
        Assert.Equal(Words.Bytes, Bytes(file, "cls.predictions.decoder.weight"));
    }

    [Fact]
    public void A_file_becomes_one_file()
    {
        var report = Run(options => options with { Input = _folder.File("in/pytorch_model.bin"), Output = _folder.File("one.safetensors") });

        Assert.Equal(["one.safetensors"], Files(_folder.FullName));
        Assert.Empty(report.Copied);
    }

    [Fact]
    public void Floats_are_written_as_asked_and_integers_stay()
    {
        Run(options => options with { Dtype = Dtype.F16 });

        using var file = SafetensorsFile.Open(Path.Combine(Output, "model.safetensors"));
        Assert.Equal("F16 [6, 4]", file.GetTensor("bert.embeddings.word_embeddings.weight").ToString());
        Assert.Equal("I64 [1, 3]", file.GetTensor("bert.embeddings.position_ids").ToString());
        Assert.Equal("F16", file.Metadata["klue.dtype"]);
        Assert.Contains("\"torch_dtype\": \"float16\"", File.ReadAllText(Path.Combine(Output, "config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_mapped_kept_and_dropped()
    {
        Run(options => options with
        {
            NameMap = NameMap.Load(_folder.Write("map.json", """{"bert.*": "*"}""")),
            Keep = [new NamePattern("bert.*")],
            Drop = [new NamePattern("*.position_ids")],
        });

        using var file = SafetensorsFile.Open(Path.Combine(Output, "model.safetensors"));
        Assert.Equal(["embeddings.word_embeddings.weight", "pooler.dense.weight"], file.Tensors.Select(tensor => tensor.Name).Order());
        Assert.Contains("bert.pooler.dense.weight=pooler.dense.weight", file.Metadata["klue.renamed"], StringComparison.Ordinal);
        Assert.Contains("bert.embeddings.position_ids", file.Metadata["klue.dropped"], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tensors_of_one_name_or_none_at_all_are_refused()
    {
        var map = NameMap.Load(_folder.Write("map.json", """{"bert.*": "same"}"""));
        Assert.Throws<CheckpointException>(() => Run(options => options with { NameMap = map }));
        Assert.Throws<CheckpointException>(() => Run(options => options with { Keep = [new NamePattern("nothing")] }));
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void Large_models_are_split_into_shards_with_an_index()
    {
        Run(options => options with { MaxShardSize = 100 });

        Assert.Equal(
            ["config.json", "model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors", "model-00003-of-00003.safetensors", "model.safetensors.index.json"],
            Files(Output));
        using var source = WeightFiles.Open(Output);
        Assert.Equal(4, source.Tensors.Count);
        Assert.Equal(Words.Bytes, Bytes(source, "bert.embeddings.word_embeddings.weight"));
    }

    [Fact]
    public void What_exists_is_replaced_only_when_asked()
    {
        Run(options => options);
        Assert.Throws<UsageException>(() => Run(options => options with { Dtype = Dtype.F16 }));
        Assert.Throws<UsageException>(() => Run(options => options with { MaxShardSize = 100 }));
        Run(options => options with { Dtype = Dtype.F16, Overwrite = true });

        using var file = WeightFiles.Open(Output);
        Assert.Equal(Dtype.F16, file.GetTensor("cls.predictions.bias").Dtype);
    }

    [Fact]
    public void No_weights_of_a_former_run_remain_that_a_reader_could_take_for_the_new_ones()
    {
        Run(options => options);
        Run(options => options with { MaxShardSize = 100, Overwrite = true });
        Assert.DoesNotContain("model.safetensors", Files(Output));

        Run(options => options with { MaxShardSize = 100, Overwrite = true, Dtype = Dtype.BF16 });
        Assert.Equal(4, Files(Output).Count);
        using (var shards = WeightFiles.Open(Output))
        {
            Assert.Equal(Dtype.BF16, shards.GetTensor("cls.predictions.bias").Dtype);
        }

        Run(options => options with { Overwrite = true });
        Assert.Equal(["config.json", "model.safetensors"], Files(Output));
    }

    [Fact]
    public void A_folder_can_be_converted_in_place()
    {
        Run(options => options with { Output = options.Input });
        Assert.Equal(["config.json", "model.safetensors", "pytorch_model.bin"], Files(_folder.File("in")));

        Run(options => options with { Output = options.Input, Dtype = Dtype.F16, Overwrite = true });
        using var file = WeightFiles.Open(_folder.File("in"));
        Assert.Equal(Dtype.F16, file.GetTensor("cls.predictions.bias").Dtype);
        Assert.Equal("model.safetensors", Path.GetFileName(file.Path));
    }

    [Fact]
    public void A_dry_run_writes_nothing_and_reports_the_same()
    {
        var planned = Run(options => options with { IsDryRun = true });
        Assert.False(Directory.Exists(Output));

        var done = Run(options => options);
        Assert.Equal(planned.Copied, done.Copied);
        Assert.Equal(planned.Parts.Select(part => part.Plan.BytesAfter), done.Parts.Select(part => part.Plan.BytesAfter));
    }

    [Fact]
    public void The_vocabulary_s_size_follows_the_tensor()
    {
        _folder.Write("in/config.json", """{"vocab_size": 5}""");
        var report = Run(options => options);

        Assert.Contains("6 rows", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Contains("\"vocab_size\": 6", File.ReadAllText(Path.Combine(Output, "config.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_steps_of_a_sentence_model_go_along_with_their_weights()
    {
        _folder.Write("in/modules.json", """[{"idx": 0, "path": ""}, {"idx": 1, "path": "1_Pooling"}, {"idx": 2, "path": "2_Dense"}]""");
        _folder.Write("in/1_Pooling/config.json", "{}");
        _folder.Write("in/2_Dense/config.json", "{}");
        File.WriteAllBytes(_folder.File("in/2_Dense/pytorch_model.bin"), TorchBuilder.Zip([BuiltTensor.Singles("linear.weight", [2, 4], i => i)]));
        Run(options => options with { Drop = [new NamePattern("linear.*")] });

        Assert.Equal(["config.json"], Files(Path.Combine(Output, "1_Pooling")));
        Assert.Equal(["config.json", "model.safetensors"], Files(Path.Combine(Output, "2_Dense")));
    }

    [Fact]
    public void A_transformer_in_a_module_s_folder_stays_there()
    {
        Directory.Move(_folder.File("in"), _folder.File("transformer"));
        _folder.Write("in/modules.json", """[{"idx": 0, "path": "0_Transformer"}, {"idx": 1, "path": "1_Pooling"}]""");
        _folder.Write("in/1_Pooling/config.json", "{}");
        Directory.Move(_folder.File("transformer"), _folder.File("in/0_Transformer"));
        Run(options => options with { Dtype = Dtype.F16 });

        Assert.Equal(["config.json", "model.safetensors"], Files(Path.Combine(Output, "0_Transformer")));
        Assert.Equal(["modules.json"], Files(Output));
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("..")]
    [InlineData("a/b")]
    public void A_module_that_leads_out_of_the_folder_is_refused(string path)
    {
        _folder.Write("in/modules.json", $$"""[{"idx": 0, "path": ""}, {"idx": 1, "path": "{{path}}"}]""");
        Assert.Throws<Configuration.ConfigurationException>(() => Run(options => options));
    }

    [Fact]
    public void A_folder_without_weights_or_with_two_trackers_is_refused()
    {
        File.Delete(_folder.File("in/pytorch_model.bin"));
        Assert.Throws<CheckpointException>(() => Run(options => options));
        File.WriteAllBytes(_folder.File("in/trade-10.bin"), []);
        File.WriteAllBytes(_folder.File("in/trade-9.bin"), []);
        Assert.Contains("name one of them", Assert.Throws<CheckpointException>(() => Run(options => options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_input_is_named() => Assert.Throws<FileAccessException>(() => Run(options => options with { Input = _folder.File("none.bin") }));

    [Fact]
    public void A_cancelled_run_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Converter(Options(), new SilentProgress(), cancelled.Token).Run());
        Assert.Empty(Directory.EnumerateFiles(Output));
    }

    private ConversionOptions Options() => new() { Input = _folder.File("in"), Output = Output };

    private ConversionReport Run(Func<ConversionOptions, ConversionOptions> change, SilentProgress? progress = null) =>
        new Converter(change(Options()), progress ?? new SilentProgress(), CancellationToken.None).Run();

    private void WriteModel(string folder, BuiltTensor[] tensors)
    {
        _folder.Write($"{folder}/config.json", Config);
        File.WriteAllBytes(_folder.File($"{folder}/pytorch_model.bin"), TorchBuilder.Zip(tensors));
    }

    private static IReadOnlyList<string> Files(string folder) => [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static byte[] Bytes(ITensorSource source, string name)
    {
        var bytes = new byte[source.GetTensor(name).ByteLength];
        source.ReadBytes(name, 0, bytes);
        return bytes;
    }
}
