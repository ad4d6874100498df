using System.Text.Json.Nodes;
using Klue.Tests;

namespace Klue.Cli.Tests;

/// <summary>Bad input gets one clear line and exit code 2.</summary>
public sealed class BadInputTests
{
    private static readonly string Mini = RepositoryFolder.Find("models", "klue-mini");

    [Theory]
    [InlineData("command")]
    [InlineData("--unknown", "--unknown")]
    [InlineData("'fil-mask'", "fil-mask", "[MASK]")]
    [InlineData("'twice'", "fill-mask", "[MASK]", "twice")]
    [InlineData("--top-k is 'many'", "fill-mask", "--top-k", "many", "[MASK]")]
    [InlineData("--top-k is '0'", "fill-mask", "--top-k", "0", "[MASK]")]
    [InlineData("--threads is '0'", "fill-mask", "--threads", "0", "[MASK]")]
    [InlineData("--max-length is '-1'", "fill-mask", "--max-length", "-1", "[MASK]")]
    [InlineData("--isa is 'mmx'", "fill-mask", "--isa", "mmx", "[MASK]")]
    [InlineData("--aggregation is 'most'", "ner", "--aggregation", "most", "가")]
    [InlineData("--aggregation is '7'", "ner", "--aggregation", "7", "가")]
    [InlineData("--input-format is 'csv'", "ner", "--input", "-", "--input-format", "csv")]
    [InlineData("needs a text", "classify")]
    [InlineData("not both", "classify", "가", "--input", "-")]
    [InlineData("before --pair", "classify", "--pair", "나", "--input", "-")]
    [InlineData("two texts", "similarity", "가")]
    [InlineData("-m FOLDER", "qa", "--question", "가?", "--context", "나")]
    [InlineData("TEXT", "tokenize")]
    [InlineData("--pair goes with", "tokenize", "--pair", "나", "--jsonl")]
    [InlineData("--input", "forward")]
    public void The_command_line_is_refused(string word, params string[] arguments) => KlueRun.Run(arguments).WasRefused(word);

    [Theory]
    [InlineData("fill-mask", "[MASK]")]
    [InlineData("info")]
    public void An_instruction_set_that_is_none_is_refused_by_name(params string[] arguments) =>
        KlueRun.RunWhere("KLUE_ISA", "mmx", arguments).WasRefused("KLUE_ISA='mmx'");

    [Fact]
    public void Commands_that_compute_nothing_do_not_ask_for_an_instruction_set() =>
        Assert.Equal(0, KlueRun.RunWhere("KLUE_ISA", "mmx", "tokenize", "가").ExitCode);

    [Theory]
    [InlineData("no [MASK]", "fill-mask", "마스크가 없다")]
    [InlineData("empty", "classify", "")]
    [InlineData("empty", "fill-mask", "")]
    [InlineData("empty", "ner", " ")]
    [InlineData("klue: text 2: The text is empty", "embed", "가", "")]
    [InlineData("no such folder", "fill-mask", "[MASK]", "-m", "no/such/folder")]
    [InlineData("cannot be read", "classify", "--input", "no-such-file.txt")]
    [InlineData("target", "fill-mask", "[MASK]", "--targets", "")]
    public void A_text_is_refused(string word, params string[] arguments) => KlueRun.Run(arguments).WasRefused(word);

    [Fact]
    public void A_text_beyond_the_limit_is_cut_only_when_asked()
    {
        var text = string.Concat(Enumerable.Repeat("영화 ", 400));
        KlueRun.Run("classify", text).WasRefused("402 tokens", "256");
        KlueRun.Run("classify", text, "--truncate").Succeeded();
        KlueRun.Run("classify", "영화 영화 영화", "--max-length", "4").WasRefused("5 tokens", "4");
        Assert.Contains("was cut to 128 tokens", KlueRun.Run("embed", text).Succeeded().Error);
        KlueRun.Run("similarity", text, "영화").WasRefused("402 tokens", "128");
        KlueRun.Run("similarity", text, "영화", "--truncate").Succeeded();
    }

    [Fact]
    public void The_first_bad_row_stops_the_run_and_those_before_are_answered()
    {
        var result = KlueRun.RunWithInput("좋다\n나쁘다\n\n좋다\n", "classify", "--input", "-");
        result.WasRefused("standard input", "line 3", "empty");
        Assert.Equal(2, result.Lines.Length);
        KlueRun.RunWithInput("{\"text\":\"좋다\"}\nnot json\n", "classify", "--input", "-", "--input-format", "jsonl").WasRefused("line 2", "JSON");
        KlueRun.RunWithInput("{\"text\":\"가\",\"text_pair\":\"나\"}\n", "ner", "--input", "-", "--input-format", "jsonl").WasRefused("line 1", "text_pair");
        KlueRun.RunWithInput([.. "좋다\n"u8, 0xC3, 0x28, .. "\n"u8], "classify", "--input", "-").WasRefused("line 2", "UTF-8");
    }

    [Theory]
    [InlineData("num_attention_heads", 5, "num_attention_heads")]
    [InlineData("vocab_size", 7999, "7999")]
    [InlineData("hidden_size", 96, "96")]
    [InlineData("intermediate_size", 700, "700")]
    [InlineData("num_hidden_layers", 5, "encoder.layer.4")]
    [InlineData("max_position_embeddings", 300, "300")]
    public void A_configuration_that_lies_is_refused(string key, int value, string word) =>
        ModelWith(config => config[key] = value, folder => KlueRun.Run("fill-mask", "[MASK]", "-m", folder).WasRefused(word));

    [Fact]
    public void Layers_that_the_configuration_leaves_out_are_said() => ModelWith(
        config => config["num_hidden_layers"] = 3,
        folder => Assert.Contains("more layers than the 3", KlueRun.Run("fill-mask", "[MASK]", "-m", folder).Succeeded().Error));

    [Theory]
    [InlineData("hidden_act", "gelu_of_old", "gelu_of_old")]
    [InlineData("model_type", "roberta", "roberta.")]
    [InlineData("position_embedding_type", "relative_key", "relative_key")]
    [InlineData("model_type", "gpt2", "gpt2")]
    public void A_configuration_of_something_else_is_refused(string key, string value, string word) =>
        ModelWith(config => config[key] = value, folder => KlueRun.Run("info", "-m", folder).WasRefused(word));

    [Fact]
    public void A_target_that_is_no_token_is_said() => Assert.Contains(
        "'없는단어열' is no token", KlueRun.Run("fill-mask", "[MASK]", "--targets", "영화", "없는단어열").Succeeded().Error);

    [Fact]
    public void A_head_that_the_model_has_not_is_named() =>
        KlueRun.Run("classify", "가", "-m", Mini).WasRefused("SequenceClassification");

    [Fact]
    public void Weights_that_are_missing_or_cut_are_refused() => ModelWith(
        _ => { },
        folder =>
        {
            var weights = Path.Combine(folder, "model.safetensors");
            var bytes = File.ReadAllBytes(weights);
            File.WriteAllBytes(weights, bytes[..^100]);
            KlueRun.Run("fill-mask", "[MASK]", "-m", folder).WasRefused("model.safetensors");
            File.Delete(weights);
            KlueRun.Run("fill-mask", "[MASK]", "-m", folder).WasRefused("model.safetensors");
        });

    [Fact]
    public void A_folder_without_a_tokenizer_still_has_info_and_forward() => ModelWith(
        _ => { },
        folder =>
        {
            foreach (var name in (string[])["tokenizer.json", "vocab.txt"])
            {
                File.Delete(Path.Combine(folder, name));
            }

            KlueRun.Run("info", "-m", folder).Succeeded();
            KlueRun.Run("fill-mask", "[MASK]", "-m", folder).WasRefused("tokenizer");
            KlueRun.Run("tokenize", "가", "-m", folder).WasRefused("tokenizer");
        });

    private static void ModelWith(Action<JsonNode> change, Action<string> check)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Mini))
        {
            File.Copy(file, folder.File(Path.GetFileName(file)));
        }

        var config = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!;
        change(config);
        folder.Write("config.json", config.ToJsonString());
        check(folder.FullName);
    }
}
