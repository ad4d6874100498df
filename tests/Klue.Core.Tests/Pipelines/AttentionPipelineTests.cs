using Klue.Models;
using Klue.Pipelines;

namespace Klue.Core.Tests.Pipelines;

public sealed class AttentionPipelineTests
{
    private const string Text = "이 영화는 정말 좋았다.";

    [Fact]
    public void Rows_are_distributions_over_the_texts_own_tokens()
    {
        var klue = EmbeddedModel.FillMask;
        for (var layer = 0; layer < klue.Config.NumHiddenLayers; layer++)
        {
            for (var head = 0; head < klue.Config.NumAttentionHeads; head++)
            {
                var attention = klue.Attention(Text, layer, head);
                Assert.Equal(klue.Tokenizer.Encode(Text).Ids, attention.Encoding.Ids);
                for (var token = 0; token < attention.Encoding.Count; token++)
                {
                    Assert.Equal(attention.Encoding.Count, attention[token].Length);
                    Assert.Equal(1, attention[token].ToArray().Sum(probability => (double)probability), 1e-5);
                }
            }
        }
    }

    [Fact]
    public void A_layer_or_head_that_the_model_has_not_is_named()
    {
        var klue = EmbeddedModel.FillMask;
        var (layers, heads) = (klue.Config.NumHiddenLayers, klue.Config.NumAttentionHeads);
        Assert.Equal(
            $"The layer is {layers}; expected 0 to {layers - 1}, all that the model has.",
            Assert.Throws<InputException>(() => klue.Attention(Text, layers, 0)).Message);
        Assert.Equal(
            $"The attention head is -1; expected 0 to {heads - 1}, all that the model has.",
            Assert.Throws<InputException>(() => klue.Attention(Text, 0, -1)).Message);
    }

    [Fact]
    public void Many_texts_give_what_each_gives_alone()
    {
        var pipeline = EmbeddedModel.FillMask.CreateAttention(new AttentionOptions { Layer = 1, Head = 1 });
        string[] texts = [Text, "아", Text + " " + Text];
        Assert.Equal(
            texts.Select(text => pipeline.Run(text).Probabilities.ToArray()),
            pipeline.Run(texts).Select(attention => attention.Probabilities.ToArray()));
    }
}
