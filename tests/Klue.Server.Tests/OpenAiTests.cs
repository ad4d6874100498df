using Klue.Tests;

namespace Klue.Server.Tests;

/// <summary>OpenAI's embeddings and list of models.</summary>
public sealed class OpenAiTests(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;

    [Fact]
    public async Task Numbers_and_base64_are_the_same_bits()
    {
        using var sentences = KlueModel.Load(RepositoryFolder.Find("models", "klue-mini-sentence"));
        var expected = sentences.Embed("비가 온다.");
        var answer = await _server.AnswerAsync("/v1/embeddings", """{"input":"비가 온다.","model":"klue-mini-sentence"}""");
        Assert.Equal("list", answer.Text("object"));
        Assert.Equal("klue-mini-sentence", answer.Text("model"));
        Assert.Equal(expected.TokenCount, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(expected.TokenCount, answer.GetProperty("usage").GetProperty("total_tokens").GetInt32());
        Assert.Equal(expected.Vector.ToArray(), answer.GetProperty("data")[0].GetProperty("embedding").Numbers());

        var base64 = await _server.AnswerAsync("/v1/embeddings", """{"input":["가","비가 온다."],"encoding_format":"base64","dimensions":192}""");
        var second = base64.GetProperty("data")[1];
        Assert.Equal((1, "embedding"), (second.GetProperty("index").GetInt32(), second.Text("object")));
        var bytes = second.GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(expected.Vector.ToArray(), Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, 4 * i)));
    }

    [Fact]
    public async Task Token_ids_are_texts_too()
    {
        var text = await _server.AnswerAsync("/v1/embeddings", """{"input":"영화가"}""");
        foreach (var input in (string[])["[2605,99]", "[[2605,99]]"])
        {
            var ids = await _server.AnswerAsync("/v1/embeddings", $$"""{"input":{{input}}}""");
            Assert.Equal(text.GetProperty("data")[0].GetProperty("embedding").Numbers(), ids.GetProperty("data")[0].GetProperty("embedding").Numbers());
        }
    }

    [Theory]
    [InlineData(404, "model_not_found", """{"input":"가","model":"text-embedding-3-small"}""")]
    [InlineData(422, null, """{"input":"가","dimensions":64}""")]
    [InlineData(422, null, """{"input":"가","encoding_format":"hex"}""")]
    [InlineData(422, null, """{"model":"klue-mini"}""")]
    [InlineData(400, null, """{"input":[]}""")]
    [InlineData(400, null, "{\"input\":")]
    public async Task Errors_have_OpenAIs_shape(int status, string? code, string body)
    {
        var (found, answer) = await _server.PostAsync("/v1/embeddings", body);
        var error = answer.GetProperty("error");
        Assert.Equal((status, code, "invalid_request_error"), (found, error.GetProperty("code").GetString(), error.Text("type")));
        Assert.NotEmpty(error.Text("message"));
    }

    [Fact]
    public async Task Models_are_listed()
    {
        var (_, list) = await _server.GetAsync("/v1/models");
        Assert.Equal(["klue-mini", "klue-mini-sentiment", "klue-mini-ner", "klue-mini-sentence"], list.GetProperty("data").EnumerateArray().Select(model => model.Text("id")));
        var (_, one) = await _server.GetAsync("/v1/models/klue-mini-ner");
        Assert.Equal(("klue-mini-ner", "model"), (one.Text("id"), one.Text("object")));
        Assert.Equal(404, (await _server.GetAsync("/v1/models/other")).Status);
    }
}
