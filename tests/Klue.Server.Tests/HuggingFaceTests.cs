using System.Text.Json;
using Klue.Core.Tests.Tasks;
using Klue.Tasks;
using Klue.Tests;

namespace Klue.Server.Tests;

/// <summary>The shapes of Hugging Face's inference.</summary>
public sealed class HuggingFaceTests(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData("/models/klue-mini")]
    [InlineData("/models/klue-mini/pipeline/fill-mask")]
    [InlineData("/pipeline/fill-mask")]
    [InlineData("/pipeline/fill-mask/klue-mini")]
    public async Task A_task_is_found_by_model_by_name_or_by_both(string path)
    {
        using var klue = KlueModel.Load(RepositoryFolder.Find("models", "klue-mini"));
        var expected = klue.FillMask("이 [MASK]는 꼭 봐야 한다.")[0];
        var found = (await _server.AnswerAsync(path, """{"inputs":"이 [MASK]는 꼭 봐야 한다."}""")).EnumerateArray().ToArray();
        Assert.Equal(
            expected.Select(token => (token.Token, token.TokenString, token.Sequence, token.Score)),
            found.Select(token => (token.GetProperty("token").GetInt32(), token.Text("token_str"), token.Text("sequence"), token.GetProperty("score").GetSingle())));
    }

    [Fact]
    public async Task Masks_come_as_many_as_there_are()
    {
        var two = await _server.AnswerAsync("/models/klue-mini", """{"inputs":"[MASK] [MASK]","parameters":{"top_k":3}}""");
        Assert.Equal([3, 3], two.EnumerateArray().Select(mask => mask.GetArrayLength()));
        var texts = await _server.AnswerAsync("/models/klue-mini", """{"inputs":["[MASK] 영화","이 [MASK]"],"parameters":{"top_k":7}}""");
        Assert.Equal([7, 7], texts.EnumerateArray().Select(text => text.GetArrayLength()));
        var targets = await _server.AnswerAsync("/models/klue-mini", """{"inputs":"이 [MASK]","parameters":{"targets":["영화","작품"]}}""");
        Assert.Equal(["영화", "작품"], targets.EnumerateArray().Select(token => token.Text("token_str")).Order());
    }

    [Fact]
    public async Task Labels_come_in_a_list_for_each_text()
    {
        var one = await _server.AnswerAsync("/models/klue-mini-sentiment", """{"inputs":"정말 재미있다."}""");
        Assert.Equal(["긍정", "부정"], one[0].EnumerateArray().Select(label => label.Text("label")));
        var many = await _server.AnswerAsync("/pipeline/sentiment-analysis", """{"inputs":["지루하다.",{"text":"정말","text_pair":"재미있다."}],"parameters":{"top_k":1,"function_to_apply":"none"}}""");
        Assert.Equal([1, 1], many.EnumerateArray().Select(labels => labels.GetArrayLength()));
    }

    [Fact]
    public async Task Entities_have_groups_or_with_none_tokens()
    {
        var groups = await _server.AnswerAsync("/models/klue-mini-ner", """{"inputs":"홍길동은 2019년 3월 서울대학교에 입학했다."}""");
        Assert.Equal(
            [("PS", "홍길동", 0, 3), ("DT", "2019년 3월", 5, 13), ("OG", "서울대학교", 14, 19)],
            groups.EnumerateArray().Select(entity => (entity.Text("entity_group"), entity.Text("word"), entity.GetProperty("start").GetInt32(), entity.GetProperty("end").GetInt32())));
        Assert.False(groups[0].TryGetProperty("index", out _));
        var tokens = await _server.AnswerAsync("/pipeline/token-classification", """{"inputs":["홍길동은"],"parameters":{"aggregation_strategy":"none","ignore_labels":[]}}""");
        Assert.Equal("B-PS", tokens[0][0].Text("entity"));
        Assert.Equal(1, tokens[0][0].GetProperty("index").GetInt32());
        Assert.False(tokens[0][0].TryGetProperty("entity_group", out _));
    }

    [Fact]
    public async Task Questions_are_answered()
    {
        using var folder = new TaskModelFolder(KlueTask.Mrc);
        await using var server = await TestServer.StartAsync(options => options with { Models = [folder.FullName] });
        using var klue = KlueModel.Load(folder.FullName);
        var context = string.Concat(Enumerable.Repeat("서울은 한국의 수도이다. ", 100));
        var best = klue.Answer("수도는?", context)[0];
        var one = await server.AnswerAsync("/pipeline/question-answering", $$$"""{"inputs":{"question":"수도는?","context":"{{{context}}}"}}""");
        Assert.Equal(
            (best.Text, best.Start, best.End, best.Score),
            (one.Text("answer"), one.GetProperty("start").GetInt32(), one.GetProperty("end").GetInt32(), one.GetProperty("score").GetSingle()));
        var many = await server.AnswerAsync("/models/" + Path.GetFileName(folder.FullName), """{"inputs":[{"question":"수도는?","context":"서울은 한국의 수도이다."}],"parameters":{"top_k":3,"max_answer_len":4}}""");
        Assert.Equal(JsonValueKind.Array, many[0].ValueKind);
        Assert.Equal(422, (await server.PostAsync("/pipeline/question-answering", """{"inputs":{"question":"수도는?"}}""")).Status);
        Assert.Equal(400, (await server.PostAsync("/pipeline/question-answering", """{"inputs":{"question":"수도는?","context":""}}""")).Status);
    }

    [Fact]
    public async Task Features_are_vectors_of_sentences_or_of_tokens()
    {
        var sentence = await _server.AnswerAsync("/pipeline/feature-extraction", """{"inputs":"비가 온다."}""");
        Assert.Equal(192, sentence.Numbers().Length);
        var sentences = await _server.AnswerAsync("/models/klue-mini-sentence", """{"inputs":["가","비가 온다."],"normalize":true}""");
        Assert.Equal(sentence.Numbers(), sentences[1].Numbers());
        var tokens = await _server.AnswerAsync("/models/klue-mini/pipeline/feature-extraction", """{"inputs":"비"}""");
        Assert.Equal((1, 3, 192), (tokens.GetArrayLength(), tokens[0].GetArrayLength(), tokens[0][0].GetArrayLength()));
        Assert.Equal(422, (await _server.PostAsync("/models/klue-mini/pipeline/feature-extraction", """{"inputs":"비","normalize":true}""")).Status);
    }

    [Theory]
    [InlineData("/models/klue-mini-sentence")]
    [InlineData("/pipeline/sentence-similarity")]
    [InlineData("/models/klue-mini-sentence/pipeline/sentence-similarity")]
    public async Task Sentences_are_compared(string path)
    {
        var scores = (await _server.AnswerAsync(path, """{"inputs":{"source_sentence":"방이 넓어요.","sentences":["방이 큽니다.","비가 온다."]}}""")).Numbers();
        Assert.True(scores[0] > scores[1]);
    }

    [Theory]
    [InlineData(404, "/models/other", """{"inputs":"가"}""")]
    [InlineData(404, "/pipeline/text-generation", """{"inputs":"가"}""")]
    [InlineData(424, "/pipeline/question-answering", """{"inputs":{"question":"가","context":"나"}}""")]
    [InlineData(424, "/pipeline/fill-mask/klue-mini-ner", """{"inputs":"[MASK]"}""")]
    [InlineData(422, "/models/klue-mini", """{"inputs":"마스크가 없다"}""")]
    [InlineData(422, "/models/klue-mini", """{"inputs":"[MASK]","parameters":{"top_k":0}}""")]
    [InlineData(422, "/models/klue-mini", """{"inputs":"[MASK]","parameters":{"targets":[""]}}""")]
    [InlineData(422, "/models/klue-mini-sentiment", """{"inputs":"가","parameters":{"function_to_apply":"tanh"}}""")]
    [InlineData(422, "/models/klue-mini-ner", """{"inputs":"가","parameters":{"aggregation_strategy":"most"}}""")]
    [InlineData(422, "/pipeline/sentence-similarity", """{"inputs":"가"}""")]
    [InlineData(400, "/models/klue-mini-ner", """{"inputs":" "}""")]
    public async Task Errors_have_Hugging_Faces_shape(int status, string path, string body)
    {
        var (found, answer) = await _server.PostAsync(path, body);
        Assert.Equal(status, found);
        Assert.NotEmpty(answer.Text("error"));
        Assert.Single(answer.EnumerateObject());
    }
}
