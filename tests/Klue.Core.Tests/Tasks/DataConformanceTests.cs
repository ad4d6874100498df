using Klue.Tasks;
using Klue.Tasks.Data;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

[Trait(Conformance.Trait, Conformance.Category)]
public sealed class DataConformanceTests
{
    [Fact]
    public void Every_public_data_set_is_read_to_its_end()
    {
        foreach (var file in Directory.EnumerateFiles(Conformance.Path("klue", "data"), "*-v1.1_*", SearchOption.AllDirectories))
        {
            Assert.True(Count(file) > 0, file);
        }
    }

    [Fact]
    public void The_relation_list_is_the_one_built_in()
    {
        foreach (var file in Directory.EnumerateFiles(Conformance.Path("klue", "data"), "relation_list.json", SearchOption.AllDirectories))
        {
            Assert.Equal(System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.Texts("relations"), KlueLabels.Relations);
        }
    }

    private static int Count(string file)
    {
        var name = Path.GetFileName(file).Replace("klue-", "", StringComparison.Ordinal);
        return name[..name.IndexOf('-', StringComparison.Ordinal)] switch
        {
            "ynat" => YnatExample.Read(file).Count(),
            "sts" => StsExample.Read(file).Count(),
            "nli" => NliExample.Read(file).Count(),
            "ner" => NerExample.Read(file).Count(),
            "re" => ReExample.Read(file).Count(),
            "dp" => DpExample.Read(file).Count(),
            "mrc" => MrcExample.Read(file).Count(),
            "wos" => WosExample.Read(file).Count(),
            var other => throw new InvalidOperationException($"no task is known for {other}"),
        };
    }
}
