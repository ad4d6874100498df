using Klue.Configuration;
using Klue.Core.Tests.Tasks;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tests;

namespace Klue.Core.Tests.Pipelines;

public sealed class SentenceEmbeddingPipelineTests
{
    private const double Tolerance = 1e-5;
    private const string Text = "한 남자가 기타를 치고 있다.";

    private static readonly KlueModel Klue = EmbeddedModel.Sentences;

    [Fact]
    public void Embeddings_and_similarities_are_those_of_PyTorch()
    {
        var expected = Klue.Expected();
        var texts = expected.Texts("texts");
        var found = Klue.Embed(texts);
        Assert.Equal(texts.Length, found.Count);
        for (var i = 0; i < texts.Length; i++)
        {
            var vector = expected.GetProperty("embeddings")[i].Floats();
            Assert.Equal(expected.GetProperty("ids")[i].GetArrayLength(), found[i].TokenCount);
            Assert.False(found[i].IsTruncated);
            Assert.Equal(vector.Length, found[i].Vector.Length);
            Assert.All(vector.Zip(found[i].Vector.ToArray()), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
            for (var j = 0; j < texts.Length; j++)
            {
                Assert.Equal(expected.GetProperty("cosine")[i][j].GetDouble(), Klue.Similarity(texts[i], texts[j]), Tolerance);
            }
        }
    }

    [Fact]
    public void A_long_text_is_cut_to_the_folders_length_and_says_so()
    {
        var text = string.Join(' ', Enumerable.Repeat("남자가", 300));
        var embedding = Klue.Embed(text);
        Assert.True(embedding.IsTruncated);
        Assert.Equal(Klue.SentenceTransformers.MaxSequenceLength, embedding.TokenCount);
        Assert.Equal(embedding, Klue.Embed(text + string.Concat(Enumerable.Repeat(" 남자가", 100_000))), Same);

        var refuses = Klue.CreateSentenceEmbedding(new SentenceEmbeddingOptions { Truncate = false });
        Assert.Contains("the limit is 128", Assert.Throws<InputException>(() => refuses.Run(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void White_space_around_a_text_means_nothing_and_alone_is_empty()
    {
        Assert.Equal(Klue.Embed(Text), Klue.Embed($" \t{Text}\n"), Same);
        Assert.Throws<InputException>(() => Klue.Embed(" \t\n"));
    }

    [Theory]
    [InlineData(PoolingModes.Cls)]
    [InlineData(PoolingModes.LastToken)]
    [InlineData(PoolingModes.Cls | PoolingModes.LastToken)]
    [InlineData(PoolingModes.Mean)]
    [InlineData(PoolingModes.Cls | PoolingModes.Max | PoolingModes.Mean | PoolingModes.MeanSqrtLength | PoolingModes.WeightedMean | PoolingModes.LastToken)]
    public void Pooled_vectors_are_joined_in_the_order_of_sentence_transformers(PoolingModes modes)
    {
        var features = Klue.Features(Text);
        var tokens = Enumerable.Range(0, features.Tokens.Count).Select(token => features[token].ToArray()).ToArray();
        double[] counts = [.. Enumerable.Range(1, tokens.Length).Select(n => (double)n)];
        var parts = new (PoolingModes Mode, Func<int, double> Value)[]
        {
            (PoolingModes.Cls, i => tokens[0][i]),
            (PoolingModes.Max, i => tokens.Max(token => token[i])),
            (PoolingModes.Mean, i => tokens.Average(token => (double)token[i])),
            (PoolingModes.MeanSqrtLength, i => tokens.Sum(token => (double)token[i]) / Math.Sqrt(tokens.Length)),
            (PoolingModes.WeightedMean, i => tokens.Zip(counts, (token, n) => n * token[i]).Sum() / counts.Sum()),
            (PoolingModes.LastToken, i => tokens[^1][i]),
        };
        double[] expected = [.. parts.Where(part => modes.HasFlag(part.Mode)).SelectMany(part => Enumerable.Range(0, features.HiddenSize).Select(part.Value))];
        var found = Run(Text, Plain(modes)).Vector.ToArray();
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void A_dense_layer_follows_the_pooling()
    {
        using var folder = new TemporaryFolder();
        float[] weights = [.. Enumerable.Range(0, 3 * Klue.Config.HiddenSize).Select(i => 0.05f * MathF.Sin(i))];
        float[] bias = [0.5f, -0.25f, 0.125f];
        DenseFile.Write(folder.File("model.safetensors"), weights, bias, Klue.Config.HiddenSize);
        var dense = new DenseModule(folder.FullName, Klue.Config.HiddenSize, 3, HasBias: true, Kernels.Activation.Tanh);
        var pooled = Run(Text, Plain(PoolingModes.Mean)).Vector.ToArray();
        double[] expected = [.. bias.Select((b, row) => Math.Tanh(b + pooled.Select((x, i) => (double)x * weights[(row * pooled.Length) + i]).Sum()))];

        var found = Run(Text, Plain(PoolingModes.Mean, dense)).Vector.ToArray();
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5));

        var length = Math.Sqrt(expected.Sum(x => x * x));
        var normal = Run(Text, Plain(PoolingModes.Mean, dense, new NormalizeModule())).Vector.ToArray();
        Assert.All(expected.Zip(normal), pair => Assert.Equal(pair.First / length, pair.Second, 1e-5));
        Assert.Contains($"gives {2 * Klue.Config.HiddenSize}", Assert.Throws<InputException>(() => Run(Text, Plain(PoolingModes.Mean | PoolingModes.Max, dense))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prompts_stand_before_the_text_by_name_by_default_or_in_their_own_words()
    {
        var config = Plain(PoolingModes.Mean) with { Prompts = new Dictionary<string, string> { ["질문"] = "질문: ", ["문서"] = "문서: " } };
        var question = Run($"질문: {Text}", config);
        Assert.Equal(question, Run(Text, config, new SentenceEmbeddingOptions { PromptName = "질문" }), Same);
        Assert.Equal(question, Run(Text, config with { DefaultPromptName = "질문" }), Same);
        Assert.Equal(question, Run(Text, config with { DefaultPromptName = "문서" }, new SentenceEmbeddingOptions { Prompt = "질문: " }), Same);
        Assert.Equal(Run(Text, config), Run(Text, config with { DefaultPromptName = "질문" }, new SentenceEmbeddingOptions { Prompt = "" }), Same);
        Assert.Contains("'문서', '질문'", Assert.Throws<InputException>(() => Run(Text, config, new SentenceEmbeddingOptions { PromptName = "없음" })).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Run(" ", config, new SentenceEmbeddingOptions { PromptName = "질문" }));
    }

    [Fact]
    public void The_tokens_of_a_prompt_can_be_left_out_of_the_mean()
    {
        const string Prompt = "질문: ";
        var features = Klue.Features(Prompt + Text);
        var first = Klue.Tokenizer.Encode(Prompt).Count - 1;
        var config = Plain(PoolingModes.Mean) with { Modules = [new PoolingModule(PoolingModes.Mean, IncludePrompt: false)] };
        var found = Run(Text, config, new SentenceEmbeddingOptions { Prompt = Prompt }).Vector.ToArray();
        for (var i = 0; i < found.Length; i++)
        {
            Assert.Equal(Enumerable.Range(first, features.Tokens.Count - first).Average(token => (double)features[token][i]), found[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(SimilarityFunction.Cosine, 0.96f)]
    [InlineData(SimilarityFunction.Dot, 24f)]
    [InlineData(SimilarityFunction.Euclidean, -1.4142135f)]
    [InlineData(SimilarityFunction.Manhattan, -2f)]
    public void Vectors_are_compared_as_the_folder_says(SimilarityFunction function, float expected) =>
        Assert.Equal(expected, Similarity.Between([3, 4], [4, 3], function), 1e-6f);

    [Fact]
    public void A_vector_of_zeros_is_like_no_other()
    {
        Assert.Equal(0f, Similarity.Between([0, 0], [4, 3]));
        Assert.Throws<ArgumentException>(() => Similarity.Between([1], [1, 2]));
    }

    [Fact]
    public void One_text_cannot_be_compared() =>
        Assert.Throws<InputException>(() => new SentenceSimilarityPipeline(Klue.CreateSentenceEmbedding()).Run("혼자"));

    private static SentenceTransformersConfig Plain(PoolingModes modes, params SentenceModule[] others) =>
        new() { TransformerFolder = Klue.Folder, Modules = [new PoolingModule(modes), .. others] };

    private static SentenceEmbedding Run(string text, SentenceTransformersConfig config, SentenceEmbeddingOptions? options = null)
    {
        using var pipeline = new SentenceEmbeddingPipeline(Klue.Model, Klue.Tokenizer, config, options);
        return pipeline.Run(text);
    }

    private static bool Same(SentenceEmbedding left, SentenceEmbedding right) => left.Vector.Span.SequenceEqual(right.Vector.Span);
}
