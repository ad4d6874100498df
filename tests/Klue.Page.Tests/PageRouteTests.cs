using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Klue.Page.Tests;

/// <summary>The page's files and routes, asked without a browser.</summary>
public sealed class PageRouteTests(Browser browser) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = browser.Root };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/script/app.js", "text/javascript")]
    [InlineData("/style/tokens.css", "text/css")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task Files_are_kept_to_themselves_and_sent_once(string path, string type)
    {
        using var first = await _client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(type, first.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            first.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", first.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(first.Headers.CacheControl!.NoCache);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await _client.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancellation));

        using var head = await _client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Cancellation);
        Assert.Equal(first.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task The_page_holds_no_inline_script_style_or_handler()
    {
        var html = await _client.GetStringAsync("/", Cancellation);
        Assert.DoesNotMatch("""<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|https?://""", html);
    }

    [Fact]
    public async Task Models_tell_what_they_can()
    {
        var state = await _client.GetFromJsonAsync<JsonElement>("/page/models", Cancellation);
        Assert.True(state.GetProperty("has_morphemes").GetBoolean());
        var models = state.GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("name").GetString()!);
        Assert.Equal(["fill-mask"], Tasks("klue-mini"));
        Assert.Equal(["text-classification"], Tasks("klue-mini-sentiment"));
        Assert.Equal(["token-classification"], Tasks("klue-mini-ner"));
        Assert.Equal(["question-answering"], Tasks("random-mrc"));
        Assert.Equal(["dependency-parsing"], Tasks("random-dp"));
        Assert.True(models["klue-mini-sentence"].GetProperty("is_for_sentences").GetBoolean());
        Assert.Equal(256, models["klue-mini"].GetProperty("max_tokens").GetInt32());
        Assert.Equal(2, models["random-dp"].GetProperty("layers").GetInt32());

        IEnumerable<string> Tasks(string name) => models[name].GetProperty("tasks").EnumerateArray().Select(task => task.GetString()!);
    }

    [Fact]
    public async Task Pieces_have_ids_and_places()
    {
        var answer = await PostAsync("/page/pieces", """{"text": "😀 영화가", "model": "klue-mini"}""");
        var pieces = answer.GetProperty("pieces").EnumerateArray().ToList();
        Assert.Equal(["[CLS]", "[UNK]", "영화", "##가", "[SEP]"], pieces.Select(piece => piece.GetProperty("token").GetString()));
        Assert.Equal([0, 0, 3, 5, 0], pieces.Select(piece => piece.GetProperty("start").GetInt32()));
        Assert.Equal([true, false, false, false, true], pieces.Select(piece => piece.GetProperty("is_special").GetBoolean()));
    }

    [Fact]
    public async Task Attention_rows_are_distributions()
    {
        var answer = await PostAsync("/page/attention", """{"text": "영화가 좋았다", "model": "klue-mini", "layer": 1, "head": 2}""");
        var tokens = answer.GetProperty("tokens").GetArrayLength();
        var rows = answer.GetProperty("probabilities").EnumerateArray().ToList();
        Assert.Equal(tokens, rows.Count);
        Assert.All(rows, row => Assert.Equal(1, row.EnumerateArray().Sum(value => value.GetDouble()), 1e-4));
    }

    [Fact]
    public async Task Trees_are_parsed_with_given_tags_too()
    {
        var answer = await PostAsync("/page/dependencies", """{"text": "그는 책을 읽었다.", "parts_of_speech": "NP+JX NNG+JKO VV+EP+EF+SF"}""");
        Assert.Equal(["그는", "책을", "읽었다."], answer.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("form").GetString()));
    }

    [Theory]
    [InlineData("/page/pieces", "", 400)]
    [InlineData("/page/pieces", "{", 400)]
    [InlineData("/page/pieces", "[]", 422)]
    [InlineData("/page/pieces", "{}", 422)]
    [InlineData("/page/pieces", """{"text": null}""", 422)]
    [InlineData("/page/pieces", """{"text": 1}""", 422)]
    [InlineData("/page/pieces", """{"text": "가", "model": "none"}""", 404)]
    [InlineData("/page/morphemes", """{"text": ["가"]}""", 422)]
    [InlineData("/page/attention", """{"text": "가", "layer": 99}""", 422)]
    [InlineData("/page/attention", """{"text": "가", "head": -1}""", 422)]
    [InlineData("/page/attention", """{"text": "가", "head": 1.5}""", 422)]
    [InlineData("/page/attention", """{"text": ""}""", 400)]
    [InlineData("/page/similarity", """{"texts": []}""", 400)]
    [InlineData("/page/similarity", """{"texts": [null, "가"]}""", 422)]
    [InlineData("/page/similarity", """{"texts": ["가", ""]}""", 400)]
    [InlineData("/page/dependencies", """{"text": "가", "model": "klue-mini"}""", 424)]
    [InlineData("/page/dependencies", """{"text": "그는 간다", "parts_of_speech": "NP"}""", 422)]
    [InlineData("/page/dependencies", """{"text": "그는", "parts_of_speech": "XYZ"}""", 422)]
    [InlineData("/page/dependencies", """{"text": " "}""", 422)]
    public async Task What_does_not_fit_is_refused_in_one_sentence(string path, string body, int code)
    {
        using var response = await _client.PostAsync(path, new StringContent(body, null, "application/json"), Cancellation);
        Assert.Equal(code, (int)response.StatusCode);
        await OneSentenceAsync(response);
    }

    [Theory]
    [InlineData("/page/pieces", "text", 20_001)]
    [InlineData("/page/morphemes", "text", 20_001)]
    [InlineData("/page/dependencies", "text", 20_001)]
    [InlineData("/page/attention", "text", 129)]
    public async Task What_is_too_long_is_refused(string path, string field, int length)
    {
        using var response = await _client.PostAsync(path, JsonContent.Create(new Dictionary<string, string> { [field] = string.Concat(Enumerable.Repeat("가 ", length)) }), Cancellation);
        Assert.Equal(413, (int)response.StatusCode);
        await OneSentenceAsync(response);
    }

    [Fact]
    public async Task More_sentences_than_a_request_may_have_are_refused()
    {
        using var response = await _client.PostAsync("/page/similarity", JsonContent.Create(new { texts = Enumerable.Repeat("가", 33) }), Cancellation);
        Assert.Equal(413, (int)response.StatusCode);
        await OneSentenceAsync(response);
    }

    private static async Task OneSentenceAsync(HttpResponseMessage response)
    {
        var error = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("error").GetString();
        Assert.False(string.IsNullOrWhiteSpace(error));
        Assert.DoesNotContain('\n', error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private async Task<JsonElement> PostAsync(string path, string body)
    {
        using var response = await _client.PostAsync(path, new StringContent(body, null, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }
}
