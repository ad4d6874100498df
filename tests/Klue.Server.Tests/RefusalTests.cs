using System.Net.Sockets;
using System.Text;

namespace Klue.Server.Tests;

/// <summary>Malformed requests get the documented code and one clear line, for one input as for many.</summary>
public sealed class RefusalTests(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;

    public static TheoryData<int, string, string> Bodies =>
    [
        (400, "empty", ""),
        (400, "no JSON", "{"),
        (400, "no JSON", """{"inputs":"가"} {"""),
        (400, "no JSON", "\0"),
        (400, "deeper than 32", new string('[', 10_000) + new string(']', 10_000)),
        (400, "deeper than 32", """{"inputs":""" + new string('[', 10_000)),
        (400, "Unicode", """{"inputs":"\ud800"}"""),
        (422, "takes", "null"),
        (422, "takes", "3"),
        (422, "takes", "[]"),
        (422, "'inputs' is missing", "{}"),
        (422, "'inputs' is missing", """{"inputs":null}"""),
        (422, "Expected a string", """{"inputs":3}"""),
        (422, "Expected a string", """{"inputs":{"a":1}}"""),
        (422, "Expected a string", """{"inputs":["가",3]}"""),
        (422, "Expected a string", """{"inputs":["가",null]}"""),
        (422, "Expected a string", """{"inputs":[["가"]]}"""),
        (422, "Expected a string", """{"inputs":[1.5]}"""),
        (422, "outside the vocabulary", """{"inputs":[99999]}"""),
        (422, "truncate", """{"inputs":"가","truncate":"yes"}"""),
        (422, "truncation_direction", """{"inputs":"가","truncation_direction":"up"}"""),
        (422, "prompt_name", """{"inputs":"가","prompt_name":"query"}"""),
        (422, "dimensions", """{"inputs":"가","dimensions":193}"""),
        (422, "dimensions", """{"inputs":"가","dimensions":0}"""),
        (422, "takes", """{"inputs":"가","inputs":"나"}"""),
        (404, "no such model", """{"inputs":"가","model":"other"}"""),
        (400, "'inputs' is empty", """{"inputs":[]}"""),
        (400, "no tokens", """{"inputs":""}"""),
        (400, "no tokens", """{"inputs":" \t\n"}"""),
        (400, "no tokens", """{"inputs":"\u0000"}"""),
        (400, "inputs[1]: The text is empty", """{"inputs":["가",""]}"""),
        (413, "33 inputs", $"{{\"inputs\":[{string.Join(',', Enumerable.Repeat("\"가\"", 33))}]}}"),
        (413, "limit is 128", $"{{\"inputs\":\"{string.Concat(Enumerable.Repeat("가 ", 500))}\"}}"),
        (413, "inputs[2]: The text has 502 tokens", $"{{\"inputs\":[\"가\",\"나\",\"{string.Concat(Enumerable.Repeat("가 ", 500))}\"]}}"),
        (413, "larger than", $"{{\"inputs\":\"{new string('a', 2_000_000)}\"}}"),
    ];

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_body_is_refused(int status, string word, string body)
    {
        var (found, answer) = await _server.PostAsync("/embed", body);
        Assert.Equal(status, found);
        Assert.Contains(word, answer.Text("error"));
        Assert.DoesNotContain('\n', answer.Text("error"));
        Assert.DoesNotContain("Klue.", answer.Text("error"));
        Assert.NotEmpty(answer.Text("error_type"));
    }

    [Fact]
    public async Task A_string_of_bytes_that_are_no_UTF8_is_refused()
    {
        using var content = new ByteArrayContent([.. "{\"inputs\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        using var response = await _server.Client.PostAsync("/embed", content, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Other_media_types_methods_and_routes_are_refused()
    {
        Assert.Equal(415, (await _server.PostAsync("/embed", """{"inputs":"가"}""", "text/plain")).Status);
        Assert.Equal(415, (await _server.PostAsync("/v1/embeddings", "input=가", "application/x-www-form-urlencoded")).Status);
        Assert.Equal(415, (await _server.PostAsync("/models/klue-mini", "{}", "application/xml")).Status);
        using var untyped = new ByteArrayContent("{}"u8.ToArray());
        using var response = await _server.Client.PostAsync("/embed", untyped, TestContext.Current.CancellationToken);
        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal(405, (await _server.GetAsync("/embed")).Status);
        Assert.Equal(404, (await _server.GetAsync("/nothing")).Status);
        Assert.Equal(404, (await _server.PostAsync("/v1/completions", "{}")).Status);
    }

    [Fact]
    public async Task Broken_HTTP_is_answered_400_and_the_server_lives_on()
    {
        foreach (var request in (string[])["GET / HTTP/9.9\r\n\r\n", "nonsense\r\n\r\n", "POST /embed HTTP/1.1\r\nContent-Length: -3\r\n\r\n", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"])
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_server.Client.BaseAddress!.Host, _server.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
            using var reader = new StreamReader(client.GetStream());
            Assert.Matches("^HTTP/1.1 (400|505) ", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(200, (await _server.GetAsync("/health")).Status);
    }
}
