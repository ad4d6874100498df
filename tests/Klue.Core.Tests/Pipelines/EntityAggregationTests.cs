using Klue.Pipelines;
using Klue.Tokenizer;

namespace Klue.Core.Tests.Pipelines;

/// <summary>The rules of HF's aggregation on scores made by hand.</summary>
public sealed class EntityAggregationTests
{
    private static readonly string[] Labels = ["O", "B-PS", "I-PS", "B-LC", "I-LC", "x-y-LOC"];

    private static readonly BertTokenizer Tokenizer = BertTokenizer.FromVocabulary(new Vocabulary(
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "가", "나", "다", "##가", "##나", "##다"]));

    [Fact]
    public void A_new_entity_begins_at_B_and_at_another_type()
    {
        var entities = Read(AggregationStrategy.Simple, "가 나 다 가 나", ["B-PS", "I-PS", "B-PS", "I-LC", "O"]);
        Assert.Equal([("PS", "가 나", 0, 3), ("PS", "다", 4, 5), ("LC", "가", 6, 7)], Spans(entities));
    }

    [Fact]
    public void A_label_without_prefix_continues_and_an_entity_is_called_by_what_follows_the_last_hyphen() =>
        Assert.Equal([("LOC", "가 나", 0, 3)], Spans(Read(AggregationStrategy.Simple, "가 나", ["x-y-LOC", "x-y-LOC"])));

    [Fact]
    public void An_I_after_O_begins_an_entity_of_its_own() =>
        Assert.Equal([("PS", "나", 2, 3)], Spans(Read(AggregationStrategy.Simple, "가 나", ["O", "I-PS"])));

    [Fact]
    public void An_entity_scores_the_mean_of_its_tokens() =>
        Assert.Equal(0.7f, Assert.Single(Read(AggregationStrategy.Simple, "가나", [("B-PS", 0.8f), ("I-PS", 0.6f)])).Score, 1e-6f);

    [Fact]
    public void Without_aggregation_every_token_keeps_its_own_name_and_place() => Assert.Equal(
        [new Entity("B-PS", 0.9f, "가", 0, 1, 1), new Entity("I-PS", 0.9f, "##나", 1, 2, 2)],
        Read(AggregationStrategy.None, "가나 다", ["B-PS", "I-PS", "O"]));

    [Fact]
    public void The_first_token_names_the_word() =>
        Assert.Equal([("PS", "가나", 0, 2)], Spans(Read(AggregationStrategy.First, "가나 다", [("B-PS", 0.5f), ("B-LC", 0.9f), ("O", 0.9f)])));

    [Fact]
    public void The_surest_token_names_the_word_and_the_first_of_equals_does()
    {
        Assert.Equal([("LC", "가나", 0, 2)], Spans(Read(AggregationStrategy.Max, "가나 다", [("B-PS", 0.5f), ("B-LC", 0.9f), ("O", 0.9f)])));
        Assert.Equal([("PS", "가나", 0, 2)], Spans(Read(AggregationStrategy.Max, "가나 다", [("B-PS", 0.9f), ("B-LC", 0.9f), ("O", 0.9f)])));
    }

    [Fact]
    public void The_mean_of_all_tokens_names_the_word()
    {
        var entity = Assert.Single(Read(AggregationStrategy.Average, "가나다", [("B-PS", 0.4f), ("B-LC", 0.9f), ("B-PS", 0.6f)]));
        Assert.Equal(("PS", "가나다", 0, 3), Spans([entity])[0]);
        Assert.Equal(1.0f / 3, entity.Score, 1e-6f);
    }

    [Fact]
    public void Words_of_one_type_are_one_entity() =>
        Assert.Equal([("PS", "가나 다", 0, 4)], Spans(Read(AggregationStrategy.First, "가나 다", ["B-PS", "O", "I-PS"])));

    [Fact]
    public void An_unknown_word_is_what_stands_in_the_text_and_never_part_of_another() =>
        Assert.Equal([("PS", "가 뷁뷁", 0, 4)], Spans(Read(AggregationStrategy.First, "가 뷁뷁", ["B-PS", "I-PS"])));

    private static IReadOnlyList<Entity> Read(AggregationStrategy aggregation, string text, string[] labels) =>
        Read(aggregation, text, [.. labels.Select(label => (label, 0.9f))]);

    private static IReadOnlyList<Entity> Read(AggregationStrategy aggregation, string text, (string Label, float Score)[] tokens)
    {
        var encoding = Tokenizer.Encode(text);
        Assert.Equal(tokens.Length, encoding.Count - 2);
        var scores = new float[encoding.Count * Labels.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            scores[((i + 1) * Labels.Length) + Array.IndexOf(Labels, tokens[i].Label)] = tokens[i].Score;
        }

        return new EntityAggregation(Tokenizer, Labels, new TokenClassificationOptions { Aggregation = aggregation }).Read(text, encoding, scores);
    }

    private static List<(string, string, int, int)> Spans(IEnumerable<Entity> entities) =>
        [.. entities.Select(entity => (entity.Label, entity.Word, entity.Start, entity.End))];
}
