using Klue.Checkpoints;
using Klue.Configuration;
using Klue.IO;
using Klue.Models;
using Klue.Tests;

namespace Klue.Core.Tests.Pipelines;

/// <summary>The façade: what a folder can do, and what it says when it cannot.</summary>
public sealed class KlueModelTests
{
    private const string Text = "이 영화는 정말 [MASK].";

    [Fact]
    public void A_folder_is_loaded_and_asked_in_two_lines()
    {
        using var klue = KlueModel.Load(EmbeddedModel.Folder("klue-mini"));
        Assert.Equal(".", klue.FillMask(Text)[0][0].TokenString);
        Assert.True(klue.HasTokenizer);
        Assert.Equal(klue.Config.VocabSize, klue.Tokenizer.Vocabulary.Count);
        Assert.Equal(BertHeadKinds.MaskedLanguageModel, klue.Model.Heads & BertHeadKinds.MaskedLanguageModel);
        Assert.False(klue.SentenceTransformers.HasModulesFile);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_still_reads_ids()
    {
        var folder = TestData.Path("models", "e-qa");
        using var klue = KlueModel.Load(folder);
        Assert.False(klue.HasTokenizer);
        foreach (var ask in (Action[])[() => klue.FillMask(Text), () => klue.Classify(Text), () => klue.Entities(Text), () => klue.Answer("가", "나"), () => klue.Embed(Text), () => klue.Similarity(Text, Text), () => klue.Features(Text)])
        {
            Assert.Contains("has no tokenizer", Assert.Throws<InputException>(ask).Message, StringComparison.Ordinal);
        }

        var batch = new TokenBatch(klue.Config);
        batch.Add([2, 7, 3]);
        klue.Model.QuestionAnsweringLogits(batch, new float[6]);
    }

    [Fact]
    public void A_head_that_the_checkpoint_does_not_hold_is_named()
    {
        var klue = EmbeddedModel.FillMask;
        Assert.Contains(nameof(BertHeadKinds.SequenceClassification), Assert.Throws<InputException>(() => klue.Classify(Text)).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(BertHeadKinds.TokenClassification), Assert.Throws<InputException>(() => klue.Entities(Text)).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(BertHeadKinds.QuestionAnswering), Assert.Throws<InputException>(() => klue.Answer("가", "나")).Message, StringComparison.Ordinal);
        Assert.Contains(nameof(BertHeadKinds.MaskedLanguageModel), Assert.Throws<InputException>(() => EmbeddedModel.Sentiment.FillMask(Text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_folder_embeds_as_the_mean_of_its_tokens()
    {
        var features = EmbeddedModel.FillMask.Features(Text);
        var vector = EmbeddedModel.FillMask.Embed(Text).Vector;
        Assert.Equal(Enumerable.Range(0, features.Tokens.Count).Average(token => (double)features[token][0]), vector.Span[0], 1e-6);
    }

    [Fact]
    public void An_old_sentence_transformers_folder_keeps_the_transformer_in_one_of_its_own()
    {
        using var folder = new TemporaryFolder();
        var source = EmbeddedModel.Folder("klue-mini-sentence");
        Directory.CreateDirectory(folder.File("0_Transformer"));
        foreach (var name in (string[])["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "sentence_bert_config.json"])
        {
            File.Copy(Path.Combine(source, name), folder.File(Path.Combine("0_Transformer", name)));
        }

        folder.Write("modules.json", File.ReadAllText(Path.Combine(source, "modules.json")).Replace("\"path\": \"\"", "\"path\": \"0_Transformer\"", StringComparison.Ordinal));
        folder.Write(Path.Combine("1_Pooling", "config.json"), File.ReadAllText(Path.Combine(source, "1_Pooling", "config.json")));
        using var klue = KlueModel.Load(folder.FullName);
        Assert.Equal(EmbeddedModel.Sentences.Embed("남자가 악기를 연주한다.").Vector.ToArray(), klue.Embed("남자가 악기를 연주한다.").Vector.ToArray());
    }

    [Fact]
    public void All_hidden_states_begin_with_the_embeddings_and_end_with_the_last_layer()
    {
        var klue = EmbeddedModel.FillMask;
        var all = klue.Features(Text, allHiddenStates: true);
        var last = klue.Features(Text);
        Assert.Equal((klue.Config.NumHiddenLayers + 1, 1), (all.StateCount, last.StateCount));
        Assert.Equal("[CLS]", all.Tokens[0]);
        Assert.Equal(all.StateCount * all.Tokens.Count * klue.Config.HiddenSize, all.Values.Length);
        for (var token = 0; token < all.Tokens.Count; token++)
        {
            Assert.Equal(last[token].ToArray(), all[token].ToArray());
            Assert.NotEqual(last[token].ToArray(), all[0, token].ToArray());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => last[1, 0].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => last[last.Tokens.Count].Length);
    }

    [Fact]
    public void Folders_that_are_none_are_refused_with_one_line()
    {
        using var folder = new TemporaryFolder();
        AssertOneLine(Assert.Throws<FileAccessException>(() => KlueModel.Load(folder.File("nothing"))));
        AssertOneLine(Assert.Throws<FileAccessException>(() => KlueModel.Load(folder.FullName)));

        folder.Write("config.json", """{"model_type":"bert","hidden_size":32,"num_attention_heads":3}""");
        AssertOneLine(Assert.Throws<ConfigurationException>(() => KlueModel.Load(folder.FullName)));

        folder.Write("config.json", """{"model_type":"bert"}""");
        AssertOneLine(Assert.Throws<CheckpointException>(() => KlueModel.Load(folder.FullName)));

        File.Copy(Path.Combine(EmbeddedModel.Folder("klue-mini"), "model.safetensors"), folder.File("model.safetensors"));
        AssertOneLine(Assert.Throws<CheckpointException>(() => KlueModel.Load(folder.FullName)));
    }

    private static void AssertOneLine(Exception error)
    {
        Assert.IsType<KlueException>(error, exactMatch: false);
        Assert.DoesNotContain('\n', error.Message);
    }
}
