using Klue.Core.Tests.Tasks;
using Klue.Pipelines;

namespace Klue.Core.Tests.Pipelines;

public sealed class TokenClassificationPipelineTests
{
    private const double Tolerance = 1e-5;

    private static readonly KlueModel Klue = EmbeddedModel.Entities;

    [Fact]
    public void Entities_are_those_of_PyTorch() => Assert.All(Klue.ExpectedRows(), row =>
    {
        var text = row.Text("text");
        var expected = row.GetProperty("simple").EnumerateArray().ToArray();
        var found = Klue.Entities(text);
        Assert.Equal(
            expected.Select(entity => (entity.Text("entity_group"), entity.Integer("start"), entity.Integer("end"), entity.Text("text"))),
            found.Select(entity => (entity.Label, entity.Start, entity.End, text[entity.Start..entity.End])));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.GetProperty("score").GetDouble(), pair.Second.Score, Tolerance));
    });

    [Fact]
    public void Tags_of_tokens_are_those_of_PyTorch() => Assert.All(Klue.ExpectedRows(), row =>
    {
        var pipeline = Klue.CreateTokenClassification(new TokenClassificationOptions { Aggregation = AggregationStrategy.None, IgnoreLabels = [] });
        var found = pipeline.Run(row.Text("text"));
        var encoding = Klue.Tokenizer.Encode(row.Text("text"));
        Assert.Equal(row.Texts("tags"), found.Select(token => token.Label));
        Assert.Equal(Enumerable.Range(1, found.Count), found.Select(token => token.Index!.Value));
        Assert.All(found, token => Assert.Equal(encoding.Tokens[token.Index!.Value], token.Word));
        Assert.All(found.Zip(row.GetProperty("logits").EnumerateArray()), pair => Assert.Equal(Probability(pair.Second.Floats()), pair.First.Score, Tolerance));
    });

    [Fact]
    public void Labels_to_be_ignored_are_left_out()
    {
        var text = Klue.ExpectedRows()[0].Text("text");
        var tokens = Klue.Entities(text, AggregationStrategy.None);
        Assert.NotEmpty(tokens);
        Assert.DoesNotContain(tokens, token => token.Label == "O");

        var all = Klue.CreateTokenClassification(new TokenClassificationOptions { IgnoreLabels = [] }).Run(text);
        var entities = Klue.Entities(text);
        Assert.Equal(entities, all.Where(entity => entity.Label != "O"));
        var some = Klue.CreateTokenClassification(new TokenClassificationOptions { IgnoreLabels = ["O", entities[0].Label] }).Run(text);
        Assert.Equal(entities.Where(entity => entity.Label != entities[0].Label), some);
    }

    [Fact]
    public void Places_count_the_units_of_the_callers_own_string()
    {
        const string Before = "😀👍 ";
        var text = Klue.ExpectedRows()[0].Text("text");
        var entity = Assert.Single(Klue.Entities(Before + text), entity => entity.Label == "OG");
        Assert.Equal("서울대학교", (Before + text)[entity.Start..entity.End]);
        Assert.Equal(Before.Length + text.IndexOf("서울대학교", StringComparison.Ordinal), entity.Start);
    }

    private static double Probability(float[] logits) => 1 / logits.Sum(logit => Math.Exp((double)logit - logits.Max()));
}
