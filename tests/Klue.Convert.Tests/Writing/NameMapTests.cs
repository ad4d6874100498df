using Klue.CommandLine;
using Klue.Configuration;
using Klue.Conversion.Commands;
using Klue.Conversion.Writing;
using Klue.Tests;

namespace Klue.Convert.Tests.Writing;

public sealed class NameMapTests
{
    [Theory]
    [InlineData("model.bert.embeddings.LayerNorm.gamma", "bert.embeddings.LayerNorm.gamma")]
    [InlineData("cls.predictions.bias", "lm_head.bias")]
    [InlineData("x.LayerNorm.gamma", "x.LayerNorm.weight")]
    [InlineData(".gamma", ".weight")]
    [InlineData("gamma", "gamma")]
    [InlineData("untouched", "untouched")]
    public void The_first_rule_that_fits_renames(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        var map = NameMap.Load(folder.Write("map.json", """{"cls.predictions.bias": "lm_head.bias", "model.*": "*", "*.gamma": "*.weight", "cls.*": "never"}"""));

        Assert.Equal(expected, map.Apply(name));
    }

    [Theory]
    [InlineData("""{"a.*.b.*": "c"}""")]
    [InlineData("""{"a": "b.*"}""")]
    [InlineData("""{"a.*": "*.*"}""")]
    [InlineData("""{"a": 1}""")]
    [InlineData("""["a"]""")]
    [InlineData("")]
    public void A_map_that_says_nothing_sure_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ConfigurationException>(() => NameMap.Load(folder.Write("map.json", text)));
    }

    [Theory]
    [InlineData("*", "anything.at.all", true)]
    [InlineData("bert.*.weight", "bert.encoder.layer.0.output.dense.weight", true)]
    [InlineData("bert.*.weight", "bert.encoder.layer.0.output.dense.bias", false)]
    [InlineData("layer.?.bias", "layer.1.bias", true)]
    [InlineData("layer.?.bias", "layer.11.bias", false)]
    [InlineData("Bert", "bert", false)]
    public void Patterns_fit_whole_names(string pattern, string name, bool fits) => Assert.Equal(fits, new NamePattern(pattern).Matches(name));

    [Theory]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("1.5 GiB", 1_610_612_736)]
    [InlineData("500mb", 500_000_000)]
    [InlineData("1000", 1000)]
    [InlineData("7B", 7)]
    public void Sizes_are_read_as_people_write_them(string text, long bytes) => Assert.Equal(bytes, ByteSize.Parse("--size", text));

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("0")]
    [InlineData("-1GB")]
    [InlineData("1e3")]
    [InlineData("0.1B")]
    [InlineData("99999999999TB")]
    [InlineData("2 G B")]
    public void What_is_no_size_is_refused(string text) => Assert.Throws<UsageException>(() => ByteSize.Parse("--size", text));
}
