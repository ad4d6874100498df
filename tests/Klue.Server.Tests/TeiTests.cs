using System.Text.Json;
using Klue.Core.Tests.Tasks;
using Klue.Tasks;
using Klue.Tests;

namespace Klue.Server.Tests;

/// <summary>The routes of text-embeddings-inference, as its OpenAPI document describes them.</summary>
public sealed class TeiTests(SharedServer shared)
{
    private static readonly KlueModel Sentences = KlueModel.Load(RepositoryFolder.Find("models", "klue-mini-sentence"));
    private static readonly KlueModel Sentiment = KlueModel.Load(RepositoryFolder.Find("models", "klue-mini-sentiment"));

    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task Embed_gives_the_bits_of_the_library()
    {
        var one = await _server.AnswerAsync("/embed", """{"inputs":"한 남자가 기타를 친다."}""");
        Assert.Equal(Sentences.Embed("한 남자가 기타를 친다.").Vector.ToArray(), Assert.Single(one.EnumerateArray()).Numbers());

        var two = await _server.AnswerAsync("/embed", """{"inputs":["비가 온다.","한 남자가 기타를 친다."],"normalize":false}""");
        Assert.Equal(Sentences.Embed("한 남자가 기타를 친다.").Vector.ToArray(), two[1].Numbers());
        Assert.Equal(2, two.GetArrayLength());
    }

    [Fact]
    public async Task Embed_takes_token_ids_a_model_and_dimensions()
    {
        var text = await _server.AnswerAsync("/embed", """{"inputs":"영화가 정말"}""");
        var ids = string.Join(',', Sentences.Tokenizer.Encode("영화가 정말").Ids);
        Assert.Equal(text[0].Numbers(), (await _server.AnswerAsync("/embed", $$"""{"inputs":[{{ids}}]}"""))[0].Numbers());
        Assert.Equal(text[0].Numbers(), (await _server.AnswerAsync("/embed", $$"""{"inputs":["가",[{{ids}}]]}"""))[1].Numbers());

        var cut = (await _server.AnswerAsync("/embed", """{"inputs":"영화가 정말","dimensions":8}"""))[0].Numbers();
        Assert.Equal(8, cut.Length);
        Assert.Equal(1, cut.Sum(value => value * value), 1e-5);

        var mean = (await _server.AnswerAsync("/embed", """{"inputs":"영화가 정말","model":"klue-mini"}"""))[0].Numbers();
        Assert.Equal(1, mean.Sum(value => value * value), 1e-5);
        Assert.NotEqual(text[0].Numbers(), mean);
    }

    [Fact]
    public async Task Embed_cuts_long_texts_when_asked_and_at_the_side_that_is_asked()
    {
        var text = string.Concat(Enumerable.Repeat("가 ", 300)) + "영화";
        Assert.Equal(413, (await _server.PostAsync("/embed", $$"""{"inputs":"{{text}}"}""")).Status);
        var right = (await _server.AnswerAsync("/embed", $$"""{"inputs":"{{text}}","truncate":true}"""))[0].Numbers();
        var left = (await _server.AnswerAsync("/embed", $$"""{"inputs":"{{text}}","truncate":true,"truncation_direction":"Left"}"""))[0].Numbers();
        Assert.Equal(Sentences.Embed(text).Vector.ToArray(), right);
        Assert.NotEqual(right, left);
    }

    [Fact]
    public async Task Embed_all_gives_a_vector_for_each_token()
    {
        var all = await _server.AnswerAsync("/embed_all", """{"inputs":["영화가 정말","가"]}""");
        var features = Sentences.Features("영화가 정말");
        Assert.Equal(features.Tokens.Count, all[0].GetArrayLength());
        Assert.Equal(features[2].ToArray(), all[0][2].Numbers());
    }

    [Fact]
    public async Task Embed_sparse_gives_weights_of_words()
    {
        var words = (await _server.AnswerAsync("/embed_sparse", """{"inputs":"영화가 정말 좋았다"}"""))[0].EnumerateArray().ToArray();
        Assert.All(words, word => Assert.True(word.GetProperty("value").GetSingle() > 0));
        Assert.Equal(words.Select(word => word.GetProperty("index").GetInt32()).Order(), words.Select(word => word.GetProperty("index").GetInt32()));
        using var mini = KlueModel.Load(RepositoryFolder.Find("models", "klue-mini"));
        Assert.Equal(
            mini.CreateSparseEmbedding().Run("영화가 정말 좋았다", TestContext.Current.CancellationToken).Select(word => (word.Index, word.Value)),
            words.Select(word => (word.GetProperty("index").GetInt32(), word.GetProperty("value").GetSingle())));
    }

    [Fact]
    public async Task Predict_takes_a_text_a_pair_or_an_array_of_these()
    {
        var expected = Sentiment.Classify("정말 재미있다.", topK: null);
        Check(await _server.AnswerAsync("/predict", """{"inputs":"정말 재미있다."}"""));
        Check(await _server.AnswerAsync("/predict", """{"inputs":["정말 재미있다."]}"""));
        Check((await _server.AnswerAsync("/predict", """{"inputs":[["지루하다.","그래도"],["정말 재미있다."]]}"""))[1]);
        var pair = await _server.AnswerAsync("/predict", """{"inputs":["지루하다.","그래도"],"raw_scores":true}""");
        Assert.True(pair[0].GetProperty("score").GetSingle() > pair[1].GetProperty("score").GetSingle());
        Assert.NotEqual(1, pair[0].GetProperty("score").GetSingle() + pair[1].GetProperty("score").GetSingle(), 1e-3);

        void Check(JsonElement predictions) => Assert.Equal(
            expected.Select(label => (label.Label, label.Score)),
            predictions.EnumerateArray().Select(label => (label.Text("label"), label.GetProperty("score").GetSingle())));
    }

    [Fact]
    public async Task Rerank_needs_a_model_with_one_label()
    {
        var (status, answer) = await _server.PostAsync("/rerank", """{"query":"영화","texts":["가"]}""");
        Assert.Equal((424, "backend"), (status, answer.Text("error_type")));
        Assert.Equal(424, (await _server.PostAsync("/rerank", """{"query":"영화","texts":["가"],"model":"klue-mini"}""")).Status);
    }

    [Fact]
    public async Task Rerank_sorts_texts()
    {
        using var ranker = new TaskModelFolder(KlueTask.Sts);
        await using var server = await TestServer.StartAsync(options => options with { Models = [ranker.FullName] });
        var ranks = (await server.AnswerAsync("/rerank", """{"query":"영화","texts":["가","나 다","라"],"return_text":true,"raw_scores":true}""")).EnumerateArray().ToArray();
        Assert.Equal([0, 1, 2], ranks.Select(rank => rank.GetProperty("index").GetInt32()).Order());
        Assert.Equal(ranks.Select(rank => rank.GetProperty("score").GetSingle()).OrderDescending(), ranks.Select(rank => rank.GetProperty("score").GetSingle()));
        Assert.Equal("나 다", ranks.Single(rank => rank.GetProperty("index").GetInt32() == 1).Text("text"));
        var plain = await server.AnswerAsync("/rerank", """{"query":"영화","texts":["가"]}""");
        Assert.False(plain[0].TryGetProperty("text", out _));
        Assert.InRange(plain[0].GetProperty("score").GetSingle(), 0, 1);
    }

    [Fact]
    public async Task Similarity_compares_one_sentence_with_others()
    {
        var scores = await _server.AnswerAsync("/similarity", """{"inputs":{"source_sentence":"방이 넓어요.","sentences":["방이 큽니다.","비가 온다."]},"parameters":{"truncate":true}}""");
        Assert.Equal([Sentences.Similarity("방이 넓어요.", "방이 큽니다."), Sentences.Similarity("방이 넓어요.", "비가 온다.")], scores.Numbers());
    }

    [Fact]
    public async Task Tokenize_tells_pieces_and_where_they_come_from()
    {
        var tokens = (await _server.AnswerAsync("/tokenize", """{"inputs":"😀 영화가"}"""))[0].EnumerateArray().ToArray();
        Assert.Equal(["[CLS]", "😀", "영화", "가", "[SEP]"], tokens.Select(token => token.Text("text")));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Number], tokens.Take(2).Select(token => token.GetProperty("start").ValueKind));
        Assert.Equal((3, 5), (tokens[2].GetProperty("start").GetInt32(), tokens[2].GetProperty("stop").GetInt32()));
        Assert.Equal([true, false, false, false, true], tokens.Select(token => token.GetProperty("special").GetBoolean()));
        Assert.Equal(3, (await _server.AnswerAsync("/tokenize", """{"inputs":["😀 영화가"],"add_special_tokens":false}"""))[0].GetArrayLength());
    }

    [Fact]
    public async Task Decode_makes_text_of_ids()
    {
        Assert.Equal("영화가", (await _server.AnswerAsync("/decode", """{"ids":[2,2605,99,3]}"""))[0].GetString());
        Assert.Equal("[CLS] 영화가 [SEP]", (await _server.AnswerAsync("/decode", """{"ids":[[2,2605,99,3]],"skip_special_tokens":false}"""))[0].GetString());
        Assert.Equal(422, (await _server.PostAsync("/decode", """{"ids":[8000]}""")).Status);
        Assert.Equal(422, (await _server.PostAsync("/decode", """{"ids":[-1]}""")).Status);
    }

    [Fact]
    public async Task Info_tells_limits_and_models()
    {
        var (_, info) = await _server.GetAsync("/info");
        Assert.Equal("klue-mini-sentence", info.Text("model_id"));
        Assert.Equal("mean", info.GetProperty("model_type").GetProperty("embedding").Text("pooling"));
        Assert.Equal(
            (512, 128, 16384, 32),
            (Number("max_concurrent_requests"), Number("max_input_length"), Number("max_batch_tokens"), Number("max_client_batch_size")));
        Assert.Equal(4, info.GetProperty("models").GetArrayLength());
        Assert.Equal(200, (await _server.GetAsync("/health")).Status);

        int Number(string name) => info.GetProperty(name).GetInt32();
    }
}
