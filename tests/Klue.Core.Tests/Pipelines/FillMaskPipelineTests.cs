using Klue.Core.Tests.Tasks;
using Klue.Models;
using Klue.Pipelines;

namespace Klue.Core.Tests.Pipelines;

public sealed class FillMaskPipelineTests
{
    private const double Tolerance = 1e-5;
    private const string TwoMasks = "이 [MASK]는 정말 [MASK].";

    private static readonly KlueModel Klue = EmbeddedModel.FillMask;

    [Fact]
    public void Candidates_are_those_of_PyTorch_in_the_same_order() => Assert.All(Klue.ExpectedRows(), row =>
    {
        var expected = row.GetProperty("masks").EnumerateArray().Select(mask => mask.EnumerateArray().ToArray()).ToArray();
        var found = Klue.FillMask(row.Text("text"), expected[0].Length);
        Assert.Equal(row.Integers("ids"), Klue.Tokenizer.Encode(row.Text("text")).Ids);
        Assert.Equal(expected.Select(mask => mask.Select(candidate => candidate.Integer("token"))), found.Select(mask => mask.Select(candidate => candidate.Token)));
        Assert.Equal(expected.Select(mask => mask.Select(candidate => candidate.Text("token_str"))), found.Select(mask => mask.Select(candidate => candidate.TokenString)));
        Assert.All(
            expected.SelectMany(mask => mask).Zip(found.SelectMany(mask => mask)),
            pair => Assert.Equal(pair.First.GetProperty("score").GetDouble(), pair.Second.Score, Tolerance));
    });

    [Fact]
    public void Hidden_states_are_those_of_PyTorch() => Assert.All(Klue.ExpectedRows(), row =>
    {
        var features = Klue.Features(row.Text("text"));
        var first = row.Floats("cls_first8");
        var mean = row.Floats("mean_pooled_first8");
        for (var i = 0; i < first.Length; i++)
        {
            Assert.Equal(first[i], features[0][i], Tolerance);
            Assert.Equal(mean[i], Enumerable.Range(0, features.Tokens.Count).Average(token => (double)features[token][i]), Tolerance);
        }
    });

    [Fact]
    public void One_mask_gives_a_clean_sequence_and_several_keep_the_special_tokens()
    {
        var one = Klue.FillMask("이 영화는 정말 [MASK].", 1)[0][0];
        Assert.Equal("이 영화는 정말..", one.Sequence);
        Assert.Equal(".", one.TokenString);

        var two = Klue.FillMask(TwoMasks, 2);
        Assert.Equal(2, two.Count);
        Assert.All(two, mask => Assert.Equal(2, mask.Count));
        Assert.StartsWith("[CLS] 이", two[0][0].Sequence, StringComparison.Ordinal);
        Assert.EndsWith("[SEP]", two[1][0].Sequence, StringComparison.Ordinal);
        Assert.All(two, mask => Assert.Contains("[MASK]", mask[0].Sequence, StringComparison.Ordinal));
    }

    [Fact]
    public void Targets_keep_their_scores_over_the_whole_vocabulary()
    {
        const string Text = "배우들의 연기가 [MASK] 좋았다.";
        var all = Klue.FillMask(Text, Klue.Config.VocabSize)[0];
        Assert.Equal(Klue.Config.VocabSize, all.Count);
        Assert.Equal(1.0, all.Sum(candidate => (double)candidate.Score), 1e-4);
        Assert.Equal(all.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Token), all);

        string[] targets = ["매우", "너무", "너무", "참"];
        var some = Klue.FillMask(Text, targets: targets)[0];
        Assert.Equal(["너무", "참", "매우"], some.Select(candidate => candidate.TokenString));
        Assert.Equal(all.Where(candidate => targets.Contains(candidate.TokenString)), some);
    }

    [Fact]
    public void A_target_that_is_no_token_stands_for_its_first_piece()
    {
        const string Word = "연기파배우";
        var first = Klue.Tokenizer.Tokenize(Word)[0];
        Assert.NotEqual(Word, first);
        Assert.Equal(first, Klue.FillMask("이 [MASK]는 좋다.", targets: [Word])[0][0].TokenString);
    }

    [Fact]
    public void Padding_in_the_text_does_not_come_back() =>
        Assert.DoesNotContain("[PAD]", Klue.FillMask(TwoMasks + " [PAD]")[0][0].Sequence, StringComparison.Ordinal);

    [Theory]
    [InlineData("마스크가 없다.", "[MASK]")]
    [InlineData("", "empty")]
    [InlineData(" \t\n", "empty")]
    public void Texts_that_cannot_be_filled_are_refused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<InputException>(() => Klue.FillMask(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Targets_that_are_none_are_refused()
    {
        Assert.Throws<InputException>(() => Klue.FillMask(TwoMasks, targets: []));
        Assert.Contains("''", Assert.Throws<InputException>(() => Klue.FillMask(TwoMasks, targets: [""])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Klue.FillMask(TwoMasks, topK: 0));
    }

    [Fact]
    public void A_text_beyond_the_limit_is_an_error_unless_it_is_cut()
    {
        var text = "[MASK] " + string.Join(' ', Enumerable.Repeat("영화", Klue.Config.MaxTokens));
        var error = Assert.Throws<InputException>(() => Klue.FillMask(text));
        Assert.Contains($"{Klue.Config.MaxTokens + 3} tokens; the limit is {Klue.Config.MaxTokens}", error.Message, StringComparison.Ordinal);

        var cut = Klue.CreateFillMask(new FillMaskOptions { Truncate = true }).Run(text);
        var own = Klue.CreateFillMask().Run("[MASK] " + string.Join(' ', Enumerable.Repeat("영화", Klue.Config.MaxTokens - 3)));
        Assert.Equal(own[0], cut[0]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100_000)]
    public void A_length_that_no_text_can_have_is_refused(int length) =>
        Assert.Contains($"{length} tokens", Assert.Throws<InputException>(() => Klue.CreateFillMask(new FillMaskOptions { MaxLength = length })).Message, StringComparison.Ordinal);
}
