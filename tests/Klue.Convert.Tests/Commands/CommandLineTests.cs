using System.Text.Json;
using Klue.Checkpoints;
using Klue.Convert.Tests.Building;
using Klue.Tests;

namespace Klue.Convert.Tests.Commands;

/// <summary>The command as a process: what it prints, what it returns.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly BuiltTensor[] Model =
    [
        BuiltTensor.Singles("bert.embeddings.word_embeddings.weight", [6, 4], i => i),
        BuiltTensor.Packed("odd", BuiltStorage.Of<float>("odd", Dtype.F32, 1, float.NaN, float.PositiveInfinity, -3), 4),
    ];

    private readonly TemporaryFolder _folder = new();

    public CommandLineTests() => File.WriteAllBytes(_folder.File("pytorch_model.bin"), TorchBuilder.Zip(Model));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_lists_tensors_with_statistics_and_hashes()
    {
        var result = Tool.Run(_folder.FullName, "inspect", "pytorch_model.bin");

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        var lines = result.Output.Split('\n');
        Assert.StartsWith("tensor\tdtype\tshape\tbytes\t", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("bert.embeddings.word_embeddings.weight\tF32\t[6, 4]\t96\t0\t23\t11.5\t6.92219\t0\t0\t", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("odd\tF32\t[4]\t16\t-3\t1\t-1\t2\t1\t1\t", lines[2], StringComparison.Ordinal);
        Assert.Equal("pytorch_model.bin: PyTorch zip, 2 tensors, 112 bytes", lines[3]);
    }

    [Fact]
    public void Convert_prints_what_became_of_each_tensor()
    {
        var result = Tool.Run(_folder.FullName, "pytorch_model.bin", "out", "--dtype", "bf16");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("bert.embeddings.word_embeddings.weight\t[6, 4]\tF32\tBF16\t96\t48\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("2 tensors, 112 -> 56 bytes", result.Output, StringComparison.Ordinal);
        Assert.Contains("has no config.json", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("out/model.safetensors")));
    }

    [Fact]
    public void Names_that_would_speak_to_the_terminal_are_shown_as_escapes()
    {
        File.WriteAllBytes(_folder.File("escape.bin"), TorchBuilder.Zip([BuiltTensor.Singles("\u001b[31m\n한글", [1], i => i)]));
        var result = Tool.Run(_folder.FullName, "inspect", "escape.bin");

        Assert.Contains("\\u001b[31m\\u000a한글\tF32", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.bin", "out")]
    [InlineData("pytorch_model.bin", "out", "--dtype", "int8")]
    [InlineData("pytorch_model.bin", "out", "--dtype", "f8")]
    [InlineData("pytorch_model.bin", "out", "--packed")]
    [InlineData("pytorch_model.bin", "out", "--max-shard-size", "none")]
    [InlineData("pytorch_model.bin", "out", "--name-map", "missing.json")]
    [InlineData("pytorch_model.bin", "out", "--klue-task", "qa")]
    [InlineData("pytorch_model.bin", "out", "--keep", "nothing")]
    [InlineData("pytorch_model.bin", "out", "--bogus")]
    [InlineData("pytorch_model.bin")]
    [InlineData("inspect")]
    [InlineData("inspect", "out")]
    [InlineData("inspect", ".")]
    [InlineData("inspect", "missing.safetensors")]
    [InlineData("inspect", "pytorch_model.bin", "too much")]
    public void Bad_input_gives_one_line_and_exit_code_2(params string[] arguments)
    {
        if (arguments is ["inspect", "."])
        {
            File.Delete(_folder.File("pytorch_model.bin"));
        }

        Tool.Run(_folder.FullName, arguments).AssertRefused();
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public void What_exists_is_not_replaced_unasked()
    {
        Assert.Equal(0, Tool.Run(_folder.FullName, "pytorch_model.bin", "out").ExitCode);
        Tool.Run(_folder.FullName, "pytorch_model.bin", "out").AssertRefused("out/model.safetensors", "--overwrite");
        Assert.Equal(0, Tool.Run(_folder.FullName, "pytorch_model.bin", "out", "--overwrite").ExitCode);
    }

    [Fact]
    public void A_refused_file_is_named_with_its_entry_and_rule()
    {
        File.WriteAllBytes(_folder.File("evil.bin"), TorchBuilder.Zip(new PickleBuilder().Global("posix", "system").Text("touch KLUE_CANARY").Raw(0x85).Op('R').Stop()));

        Tool.Run(_folder.FullName, "inspect", "evil.bin").AssertRefused("'evil.bin'", "'archive/data.pkl'", "ForeignGlobal", "'posix.system'");
        Assert.False(File.Exists(_folder.File("KLUE_CANARY")));
    }

    [Fact]
    public void Help_is_no_error()
    {
        var result = Tool.Run(_folder.FullName, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--max-shard-size", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Files_that_would_run_a_command_are_refused_and_run_nothing()
    {
        var folder = Conformance.Path("pickles");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        var hostile = manifest.RootElement.EnumerateObject()
            .Where(row => row.Value.TryGetProperty("category", out var category) && category.GetString() == "exec")
            .Select(row => row.Name)
            .ToList();

        Assert.NotEmpty(hostile);
        Assert.All(hostile, name => Tool.Run(_folder.FullName, "inspect", Path.Combine(folder, name)).AssertRefused(name));
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "KLUE_CANARY*", SearchOption.AllDirectories));
    }
}
