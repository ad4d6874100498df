using System.Text.Json;
using Klue.Tasks.Decoding;
using Klue.Tests;

namespace Klue.Core.Tests.Tasks;

[Trait(Conformance.Trait, Conformance.Category)]
public sealed class AnswerConformanceTests
{
    [Fact]
    public void Every_window_and_answer_equals_the_golden_one() =>
        GoldenCases.CheckAll(GoldenCases.Load("mrc.json"), (group, item) =>
        {
            switch (group)
            {
                case "windows":
                    CheckWindows(item);
                    break;
                case "final_text":
                    Assert.Equal(item.Text("expected"), AnswerSpanText.Project(item.Text("pred"), item.Text("orig")));
                    break;
                case "decode":
                    CheckDecoding(item);
                    break;
                default:
                    Assert.Fail($"nothing is known for the group {group}");
                    break;
            }
        });

    private static void CheckWindows(JsonElement item)
    {
        var windows = PassageWindows.Plan(item.Integer("pieces"), item.Integer("question_pieces"), item.Integer("max_seq"), item.Integer("stride"));
        Assert.Equal(
            item.GetProperty("expected_windows").EnumerateArray().Select(window => window.Integers()),
            windows.Select(window => new[] { window.Start, window.Length }));
        Assert.Equal(
            item.GetProperty("expected_max_context").EnumerateArray().Select(window => window.Integers()),
            windows.Select(window => window.HasMostContext.Select(most => most ? 1 : 0).ToArray()));
    }

    private static void CheckDecoding(JsonElement item)
    {
        var options = new AnswerOptions { BestCount = item.Integer("n_best"), MaxAnswerLength = item.Integer("max_answer_length") };
        var answer = AnswerDecoder.Decode(item.Texts("doc_tokens"), [.. item.GetProperty("features").EnumerateArray().Select(Window)], options);
        Assert.Equal(item.Text("expected_answer"), answer.Text);
        Assert.Equal(
            item.GetProperty("expected_nbest").EnumerateArray().Select(entry => new AnswerCandidate(entry[0].GetString()!, entry[1].GetDouble(), entry[2].GetDouble())),
            answer.Candidates);
    }

    private static AnswerWindow Window(JsonElement feature)
    {
        var tokens = feature.Texts("tokens");
        var (words, most) = (feature.GetProperty("orig"), feature.GetProperty("maxctx"));
        return new AnswerWindow(
            tokens,
            [.. feature.GetProperty("start").EnumerateArray().Select(value => value.GetDouble())],
            [.. feature.GetProperty("end").EnumerateArray().Select(value => value.GetDouble())],
            [.. tokens.Select((_, position) => words.TryGetProperty($"{position}", out var word) ? word.GetInt32() : -1)],
            [.. tokens.Select((_, position) => most.TryGetProperty($"{position}", out var value) && value.GetBoolean())]);
    }
}
