using Microsoft.Playwright;

namespace Klue.Page.Tests;

/// <summary>Each tool is used once, as a reader would, with a Korean text typed key by key where that matters.</summary>
public sealed class ToolTests(Browser browser)
{
    [Fact]
    public async Task Blanks_are_filled_as_one_types()
    {
        await using var visit = await browser.OpenAsync("fill-mask");
        var field = visit.Page.Locator("#fill-mask-text");
        await field.FillAsync("");
        await field.PressSequentiallyAsync("배우들의 연기가 ");
        await visit.Tool.GetByRole(AriaRole.Button, new() { Name = "[MASK] 넣기" }).ClickAsync();
        await field.PressSequentiallyAsync(" 좋았다.");
        await visit.SettleAsync();
        Assert.Equal("배우들의 연기가 [MASK] 좋았다.", await field.InputValueAsync());
        await Assertions.Expect(visit.Line).ToContainTextAsync("가장 어울리는 말: 너무 39.0%");
        await Assertions.Expect(visit.Outcome.Locator(".marked")).ToHaveTextAsync("배우들의 연기가 너무 좋았다.");
        await Assertions.Expect(visit.Outcome.Locator(".bars li")).ToHaveCountAsync(7);
        await Assertions.Expect(visit.Tool.Locator(".timing")).ToContainTextAsync("왕복");
    }

    [Fact]
    public async Task Several_blanks_are_filled_each_for_itself()
    {
        await using var visit = await browser.OpenAsync("fill-mask");
        await visit.WriteAsync("fill-mask-text", "[MASK]는 지루했지만 [MASK]는 좋았다.");
        await Assertions.Expect(visit.Outcome.Locator(".blanks > div")).ToHaveCountAsync(2);
        await visit.WriteAsync("fill-mask-text", "빈칸이 없다.");
        await Assertions.Expect(visit.Line).ToContainTextAsync("글에 [MASK]가 없습니다.");
    }

    [Fact]
    public async Task Pieces_and_morphemes_stand_with_their_places()
    {
        await using var visit = await browser.OpenAsync("pieces");
        await visit.WriteAsync("pieces-text", "😀 아버지가");
        var pieces = visit.Outcome.Locator(".strip").First.Locator(".piece");
        await Assertions.Expect(pieces.Filter(new() { HasText = "아버지" })).ToContainTextAsync("3–6");
        var morphemes = visit.Outcome.Locator(".strip").Nth(1).Locator(".piece");
        await Assertions.Expect(morphemes.Nth(1)).ToHaveTextAsync("아버지NNG3–6");
        await Assertions.Expect(morphemes.Nth(2)).ToHaveTextAsync("가JKS6–7");
    }

    [Fact]
    public async Task A_text_is_given_labels()
    {
        await using var visit = await browser.OpenAsync("classify");
        await visit.WriteAsync("classify-text", "시간이 아깝다.");
        await Assertions.Expect(visit.Line).ToHaveTextAsync("부정, 99.6%");
        await Assertions.Expect(visit.Outcome.Locator(".bars li")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Entities_are_coloured_in_the_text()
    {
        await using var visit = await browser.OpenAsync("entities");
        await visit.WriteAsync("entities-text", "홍길동은 2019년 3월 서울대학교에 입학했다.");
        var marks = visit.Outcome.Locator("mark .quote");
        Assert.Equal(["홍길동", "2019년 3월", "서울대학교"], await marks.AllInnerTextsAsync());
        await Assertions.Expect(visit.Outcome.Locator("tbody tr").First).ToContainTextAsync("0–3");
        var colours = await visit.Outcome.Locator("mark").EvaluateAllAsync<string[]>("marks => marks.map(mark => getComputedStyle(mark).backgroundColor)");
        Assert.Equal(3, colours.Distinct().Count());
    }

    [Fact]
    public async Task An_answer_is_marked_in_its_context()
    {
        await using var visit = await browser.OpenAsync("answer");
        const string Context = "가나 회사는 2001년 서울에 세워졌다.";
        await visit.WriteAsync("answer-question", "가나 회사가 세워진 해는?");
        await visit.WriteAsync("answer-context", Context);
        await Assertions.Expect(visit.Line).ToContainTextAsync("답: ");
        Assert.Equal(Context, await visit.Outcome.Locator(".marked").InnerTextAsync());
        var answer = await visit.Outcome.Locator("mark").InnerTextAsync();
        Assert.Contains(answer, Context, StringComparison.Ordinal);
        await Assertions.Expect(visit.Outcome.Locator(".bars li .name .quote").First).ToHaveTextAsync(answer);
    }

    [Fact]
    public async Task Sentences_are_compared_in_a_matrix()
    {
        await using var visit = await browser.OpenAsync("similarity");
        await visit.WriteAsync("similarity-sentences", "한 남자가 기타를 치고 있다.\n남자가 악기를 연주한다.\n\n내일 서울에 비가 올까?");
        await Assertions.Expect(visit.Line).ToHaveTextAsync("가장 가까운 두 문장: 1번과 2번, 0.669");
        await Assertions.Expect(visit.Outcome.Locator("td.cell")).ToHaveTextAsync(["1.00", "0.67", "0.27", "0.67", "1.00", "0.25", "0.27", "0.25", "1.00"]);
        await visit.WriteAsync("similarity-sentences", "한 문장.");
        await Assertions.Expect(visit.Line).ToHaveTextAsync("두 문장 이상 적어 주세요.");
    }

    [Fact]
    public async Task A_dependency_tree_is_drawn()
    {
        await using var visit = await browser.OpenAsync("dependencies");
        await visit.WriteAsync("dependencies-text", "아버지가 가방에 가");
        await Assertions.Expect(visit.Outcome.Locator("svg.tree")).ToHaveAttributeAsync("role", "img");
        await Assertions.Expect(visit.Outcome.Locator("svg .form")).ToHaveTextAsync(["아버지가", "가방에", "가"]);
        await Assertions.Expect(visit.Outcome.Locator("svg .arc")).ToHaveCountAsync(3);
        await Assertions.Expect(visit.Outcome.Locator("tbody tr").First).ToContainTextAsync("NNG+JKS");
    }

    [Fact]
    public async Task Without_a_dictionary_the_parts_of_speech_are_given()
    {
        await using var server = await PageServer.StartWholeAsync(hasMorphemes: false);
        await using var visit = await browser.OpenAsync("dependencies", root: server.Root);

        // Until both fit together, the call is refused.
        visit.Expected = "Failed to load resource";
        await visit.WriteAsync("dependencies-text", "그는 책을 읽었다.");
        await visit.WriteAsync("dependencies-tags", "NP+JX NNG+JKO VV+EP+EF+SF");
        await Assertions.Expect(visit.Outcome.Locator("tbody tr").Nth(2)).ToContainTextAsync("VV+EP+EF+SF");
        await visit.GoAsync("pieces");
        await Assertions.Expect(visit.Outcome).ToContainTextAsync("klue serve --mecab DIR");
    }

    [Fact]
    public async Task Attention_of_a_chosen_layer_and_head_is_drawn()
    {
        await using var visit = await browser.OpenAsync("attention");
        await visit.WriteAsync("attention-text", "영화가 좋았다.");
        await visit.Page.SelectOptionAsync("#attention-layer", new SelectOptionValue { Value = "1" });
        await visit.Page.SelectOptionAsync("#attention-head", new SelectOptionValue { Value = "2" });
        await visit.SettleAsync();
        await Assertions.Expect(visit.Line).ToContainTextAsync("층 2, 헤드 3");
        var canvas = visit.Outcome.Locator("canvas");
        var tokens = await visit.Outcome.Locator(".rows li").CountAsync();
        Assert.Equal($"{tokens}", await canvas.GetAttributeAsync("width"));

        await visit.Page.SelectOptionAsync("#attention-looking", new SelectOptionValue { Value = "2" });
        await Assertions.Expect(visit.Outcome.Locator(".reading h3")).ToContainTextAsync("##가");
        await canvas.HoverAsync(new() { Position = new() { X = 5, Y = 5 } });
        await Assertions.Expect(visit.Outcome.Locator(".reading h3")).ToContainTextAsync("[CLS]");

        // Another model has other layers and heads.
        await visit.Page.SelectOptionAsync("#attention-model", "random-dp");
        await visit.SettleAsync();
        await Assertions.Expect(visit.Page.Locator("#attention-head option")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_no_model_can_do_is_said_with_what_to_serve()
    {
        await using var server = await PageServer.StartEmbeddedAsync();
        await using var visit = await browser.OpenAsync("answer", root: server.Root);
        await Assertions.Expect(visit.Tool.Locator(".missing")).ToContainTextAsync("BertForQuestionAnswering");
        await Assertions.Expect(visit.Tool.Locator(".missing code")).ToHaveTextAsync("klue serve --model 모델-폴더");
        await visit.GoAsync("dependencies");
        await Assertions.Expect(visit.Tool.Locator(".missing")).ToContainTextAsync("klue_task");
        Assert.Equal(["질문모델 없음", "구조모델 없음"], await visit.Page.Locator(".contents a", new() { Has = visit.Page.Locator(".absent") }).AllTextContentsAsync());
    }

    [Fact]
    public async Task A_server_with_keys_gives_the_page_and_asks_for_one()
    {
        await using var server = await PageServer.StartEmbeddedAsync(options => options with { ApiKeys = ["열려라-참깨"] });
        await using var visit = await browser.OpenAsync(root: server.Root, isOpen: false);
        await visit.Page.FillAsync("#key-value", "수리수리");
        await visit.Page.PressAsync("#key-value", "Enter");
        await Assertions.Expect(visit.Page.Locator("#key-value")).ToBeFocusedAsync();
        await visit.Page.FillAsync("#key-value", "열려라-참깨");
        await visit.Page.ClickAsync("#key button");
        await Assertions.Expect(visit.Page.Locator("#key")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Line).ToContainTextAsync("가장 어울리는 말: 영화");
    }

    [Fact]
    public async Task A_stale_answer_is_dropped()
    {
        await using var visit = await browser.OpenAsync("classify");
        var held = new TaskCompletionSource();
        await visit.Page.RouteAsync("**/pipeline/**", async route =>
        {
            // The first request is answered when the second has long been shown.
            if (route.Request.PostData!.Contains("아깝다", StringComparison.Ordinal))
            {
                await held.Task;
            }

            try
            {
                await route.ContinueAsync();
            }
            catch (PlaywrightException)
            {
                // The page has given it up.
            }
        });
        await visit.Page.FillAsync("#classify-text", "시간이 아깝다.");
        await visit.Page.WaitForTimeoutAsync(300);
        await visit.WriteAsync("classify-text", "정말 재미있게 봤습니다.");
        await Assertions.Expect(visit.Line).ToContainTextAsync("긍정");
        held.SetResult();
        await visit.Page.WaitForTimeoutAsync(200);
        await Assertions.Expect(visit.Line).ToContainTextAsync("긍정");
    }
}
