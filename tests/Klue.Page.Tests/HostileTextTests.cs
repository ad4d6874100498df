using Microsoft.Playwright;

namespace Klue.Page.Tests;

/// <summary>Whatever is written is text: nothing of it runs, nothing of it changes the page around it, and the page stays usable.</summary>
public sealed class HostileTextTests(Browser browser)
{
    private const string Markup = "<script>alert(1)</script><img src=x onerror=alert(2)> &lt;b&gt; \" ' 영화";
    private const string Directions = "\u202E가나다\u202C \u2067שלום\u2069 \u200F123\u200E abc\u200B\u0301";
    private const string Emoji = "👩‍👩‍👧‍👦🏳️‍🌈 영화 👍🏽 \U0001F1F0\U0001F1F7 🙂";

    private static readonly (string Tool, string Field, string Around)[] Fields =
    [
        ("fill-mask", "fill-mask-text", " [MASK]"),
        ("pieces", "pieces-text", ""),
        ("classify", "classify-text", ""),
        ("entities", "entities-text", " 홍길동은 서울에 산다."),
        ("answer", "answer-context", " 서울이다."),
        ("similarity", "similarity-sentences", "\n둘째 문장"),
        ("dependencies", "dependencies-text", " 간다"),
        ("attention", "attention-text", ""),
    ];

    [Fact]
    public async Task Hostile_text_is_shown_as_it_is()
    {
        const string Text = $"{Markup} {Directions} {Emoji}";
        await using var visit = await browser.OpenAsync();
        foreach (var (tool, field, around) in Fields)
        {
            await visit.GoAsync(tool);
            await visit.WriteAsync(field, Text + around);
            await Assertions.Expect(visit.Line).Not.ToHaveClassAsync("line wrong");
            await ThePageIsWholeAsync(visit);
        }

        await visit.GoAsync("entities");
        var shown = await visit.Outcome.Locator(".marked").EvaluateAsync<string>("block => { const copy = block.cloneNode(true); copy.querySelectorAll('.kind').forEach(kind => kind.remove()); return copy.textContent; }");
        Assert.Equal(Text + " 홍길동은 서울에 산다.", shown);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_answered_or_refused_in_one_sentence()
    {
        var text = string.Concat(Enumerable.Repeat("아주 긴 글이다. ", 1112))[..10_000];
        await using var visit = await browser.OpenAsync();
        visit.Expected = "Failed to load resource";
        foreach (var (tool, field, around) in Fields)
        {
            await visit.GoAsync(tool);
            await visit.WriteAsync(field, text + around);
            var said = await visit.Line.InnerTextAsync();
            Assert.NotEmpty(said);
            Assert.DoesNotContain('\n', said);
            await ThePageIsWholeAsync(visit);
        }

        await visit.GoAsync("pieces");
        await visit.WriteAsync("pieces-text", text);
        await Assertions.Expect(visit.Outcome.Locator(".hint").First).ToContainTextAsync("이 모델은 256개까지 읽습니다.");
        await Assertions.Expect(visit.Outcome.Locator(".strip").First.Locator(".piece")).ToHaveCountAsync(400);

        // The next text is answered as if nothing had been.
        await visit.GoAsync("classify");
        await visit.WriteAsync("classify-text", "시간이 아깝다.");
        await Assertions.Expect(visit.Line).ToHaveTextAsync("부정, 99.6%");
    }

    [Fact]
    public async Task A_refused_call_is_one_sentence_and_the_next_one_works()
    {
        await using var visit = await browser.OpenAsync("dependencies");
        visit.Expected = "Failed to load resource";
        await visit.Page.RouteAsync("**/page/dependencies", route => route.AbortAsync());
        await visit.WriteAsync("dependencies-text", "아버지가 간다");
        await Assertions.Expect(visit.Line).ToHaveTextAsync("서버에 닿지 않습니다. 켜져 있는지 확인해 주세요.");
        await visit.Page.UnrouteAllAsync();
        await visit.WriteAsync("dependencies-text", "아버지가 가방에");
        await Assertions.Expect(visit.Line).ToContainTextAsync("어절 2개");
    }

    private static async Task ThePageIsWholeAsync(Visit visit)
    {
        Assert.Equal(2, await visit.Page.Locator("script").CountAsync());
        Assert.Equal(0, await visit.Page.Locator("main :is(script, img, iframe, b, object)").CountAsync());
        Assert.Equal(8, await visit.Page.Locator(".contents a").CountAsync());
        Assert.Equal("Klue", (await visit.Page.Locator("h1").InnerTextAsync()).Trim());
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }
}
