using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Klue.Tests;

namespace Klue.Server.Tests;

/// <summary>Requests that chance has damaged: whatever comes, the answer is a documented code with one line, and never 500.</summary>
public sealed class FuzzTests(SharedServer shared)
{
    private const int Requests = 100_000;
    private const int AtOnce = 8;

    private static readonly int[] Documented = [200, 400, 404, 405, 413, 415, 422, 424, 429, 503];

    private static readonly (string Path, string Body)[] Seeds =
    [
        ("/embed", """{"inputs":["영화가 정말","좋았다"],"truncate":true,"normalize":false,"dimensions":8,"model":"klue-mini"}"""),
        ("/embed", """{"inputs":[[2605,99],"가"],"truncation_direction":"left","prompt_name":null}"""),
        ("/embed_all", """{"inputs":"영화"}"""),
        ("/embed_sparse", """{"inputs":["영화"]}"""),
        ("/predict", """{"inputs":[["가","나"],["다"]],"raw_scores":true}"""),
        ("/rerank", """{"query":"영화","texts":["가","나"],"return_text":true}"""),
        ("/similarity", """{"inputs":{"source_sentence":"가","sentences":["나","다"]},"parameters":{"truncate":true}}"""),
        ("/tokenize", """{"inputs":["영화가","\u0000😀"],"add_special_tokens":true}"""),
        ("/decode", """{"ids":[[2,2605,99,3],[5]],"skip_special_tokens":false}"""),
        ("/v1/embeddings", """{"input":["가",[5,6]],"model":"klue-mini-sentence","encoding_format":"base64","dimensions":192}"""),
        ("/models/klue-mini", """{"inputs":["이 [MASK]는","[MASK] [MASK]"],"parameters":{"top_k":3,"targets":["영화"]}}"""),
        ("/models/klue-mini-sentiment", """{"inputs":["가",{"text":"나","text_pair":"다"}],"parameters":{"top_k":2,"function_to_apply":"sigmoid"}}"""),
        ("/pipeline/token-classification", """{"inputs":"홍길동은","parameters":{"aggregation_strategy":"first","ignore_labels":["O"]}}"""),
        ("/pipeline/question-answering", """{"inputs":{"question":"가?","context":"나"},"parameters":{"top_k":2,"doc_stride":3}}"""),
        ("/models/klue-mini-sentence/pipeline/feature-extraction", """{"inputs":"비가 온다","normalize":true}"""),
    ];

    private static readonly string[] Fragments =
        ["null", "true", "-1", "1e999", "0.5", "2147483648", "\"\"", "\"\\ud800\"", "[]", "{}", "[[[[", "}}", ",", ":", "\"", "\\", "\0", "\u200b", "[MASK]", "�", "[CLS]", "<script>"];

    [Fact]
    public async Task A_damaged_request_gets_a_documented_answer()
    {
        var count = (int)LongRun.Count(Requests);
        var statuses = new int[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (seed, cancellation) =>
        {
            using var request = Damage(seed);
            var shown = $"seed {seed}: {request.RequestUri} {await request.Content!.ReadAsStringAsync(cancellation)}";
            using var response = await shared.Server.Client.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            statuses[seed] = (int)response.StatusCode;
            Assert.True(Documented.Contains(statuses[seed]), $"{shown}: {statuses[seed]} {text}");
            using var answer = JsonDocument.Parse(text);
            if (statuses[seed] != 200)
            {
                var error = answer.RootElement.GetProperty("error");
                var message = error.ValueKind == JsonValueKind.String ? error.GetString() : error.GetProperty("message").GetString();
                Assert.False(string.IsNullOrWhiteSpace(message) || message.Contains('\n') || message.Contains(" at Klue", StringComparison.Ordinal), $"{shown}: {message}");
            }
        });
        Assert.Equal(200, (await shared.Server.GetAsync("/health")).Status);
        Assert.Contains(200, statuses);
        Assert.Contains(400, statuses);
        Assert.Contains(422, statuses);
    }

    private static HttpRequestMessage Damage(int seed)
    {
        var random = new Random(seed);
        var (path, body) = Seeds[random.Next(Seeds.Length)];
        var bytes = Encoding.UTF8.GetBytes(body).ToList();
        for (var damage = random.Next(4); damage >= 0 && bytes.Count > 0; damage--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(place, Math.Min(bytes.Count - place, random.Next(1, 12)));
                    break;
                case 2:
                    bytes.InsertRange(place, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(bytes.Count - place, random.Next(1, 40))));
                    break;
                case 4:
                    ReplaceValue(bytes, random);
                    break;
                default:
                    path = Seeds[random.Next(Seeds.Length)].Path;
                    break;
            }
        }

        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent([.. bytes]) };
        request.Content.Headers.ContentType = random.Next(40) == 0 ? new("text/plain") : new MediaTypeHeaderValue("application/json");
        return request;
    }

    // What stands behind a colon becomes something else, so that the JSON stays whole and only its shape is wrong.
    private static void ReplaceValue(List<byte> bytes, Random random)
    {
        var colons = bytes.Index().Where(letter => letter.Item == ':').Select(letter => letter.Index).ToArray();
        if (colons.Length > 0)
        {
            var start = colons[random.Next(colons.Length)] + 1;
            var end = bytes.FindIndex(start, letter => letter is (byte)',' or (byte)'}');
            bytes.RemoveRange(start, Math.Max(0, end - start));
            bytes.InsertRange(start, Encoding.UTF8.GetBytes(Fragments[random.Next(11)]));
        }
    }
}
