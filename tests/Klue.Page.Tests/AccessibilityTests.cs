using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Klue.Page.Tests;

/// <summary>Names, roles and contrast by axe; the keyboard; narrow windows; the two languages.</summary>
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly string[] Tools = ["fill-mask", "pieces", "classify", "entities", "answer", "similarity", "dependencies", "attention"];

    // All of WCAG 2.2 A and AA, and axe's own best practices.
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData("ko-KR", 1200)]
    [InlineData("en-US", 360)]
    public async Task Axe_finds_nothing_in_light_and_dark(string locale, int width)
    {
        await using var visit = await browser.OpenAsync(locale: locale, width: width);
        foreach (var tool in Tools)
        {
            await visit.GoAsync(tool);
        }

        // All tools at once, each with its answer.
        await visit.Page.EvaluateAsync("() => document.querySelectorAll('section.tool').forEach(tool => { tool.hidden = false; })");
        await NothingIsFoundAsync(visit, "all tools, light");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await NothingIsFoundAsync(visit, "all tools, dark");
    }

    [Fact]
    public async Task Axe_finds_nothing_where_a_tool_is_missing_or_refuses()
    {
        await using var server = await PageServer.StartEmbeddedAsync();
        await using var visit = await browser.OpenAsync("answer", root: server.Root);
        visit.Expected = "Failed to load resource";
        await visit.GoAsync("classify");
        await visit.WriteAsync("classify-text", string.Concat(Enumerable.Repeat("긴 글. ", 100)));
        await Assertions.Expect(visit.Line).ToHaveClassAsync("line wrong");
        await visit.Page.EvaluateAsync("() => document.querySelectorAll('section.tool').forEach(tool => { tool.hidden = false; })");
        await NothingIsFoundAsync(visit, "missing and refused, light");
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await NothingIsFoundAsync(visit, "missing and refused, dark");
    }

    [Fact]
    public async Task Nothing_scrolls_sideways_at_320_pixels()
    {
        await using var visit = await browser.OpenAsync(width: 320, height: 640);
        foreach (var language in (string[])["ko", "en"])
        {
            await visit.Page.ClickAsync($"[data-language={language}]");
            foreach (var tool in Tools)
            {
                await visit.GoAsync(tool);
                var overflow = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                Assert.True(overflow <= 0, $"{tool} in {language} is {overflow} pixels too wide.");
            }
        }
    }

    [Fact]
    public async Task The_keyboard_reaches_everything()
    {
        await using var visit = await browser.OpenAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.Locator(".skip")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator(".skip")).ToBeInViewportAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.Locator("#theme")).ToBeFocusedAsync();
        var outline = await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle");
        Assert.Equal("solid", outline);

        // The second tool, then through it.
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#pieces-title")).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator(".contents a[aria-current=page]")).ToHaveTextAsync("조각");
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("조각과 형태소 · Klue");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.Locator("#pieces-text")).ToBeFocusedAsync();

        await visit.Page.GoBackAsync();
        await Assertions.Expect(visit.Page.Locator("#fill-mask")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#pieces")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_language_is_the_browsers_until_it_is_switched_and_is_kept()
    {
        await using var visit = await browser.OpenAsync("similarity", locale: "en-GB");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("Similarity of sentences · Klue");
        await Assertions.Expect(visit.Page.Locator("#similarity-sentences")).ToHaveAttributeAsync("lang", "ko");
        await visit.Page.ClickAsync("[data-language=ko]");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
        await Assertions.Expect(visit.Line).ToContainTextAsync("가장 가까운 두 문장");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("#similarity h2")).ToHaveTextAsync("문장 유사도");
    }

    [Fact]
    public async Task No_sentence_is_missing_in_either_language()
    {
        await using var visit = await browser.OpenAsync();
        var differences = await visit.Page.EvaluateAsync<string[]>("""
            async () => {
              const { strings } = await import("/script/strings.js");
              const names = (group, path) => Object.entries(group).flatMap(([name, value]) =>
                typeof value === "object" ? names(value, `${path}${name}.`) : [`${path}${name}`]);
              const [ko, en] = [names(strings.ko, ""), names(strings.en, "")];
              return [...ko.filter(name => !en.includes(name)), ...en.filter(name => !ko.includes(name))];
            }
            """);
        Assert.Empty(differences);
    }

    [Fact]
    public async Task The_theme_is_the_systems_until_it_is_switched_and_is_kept()
    {
        await using var visit = await browser.OpenAsync(isDark: true);
        var dark = await GroundAsync(visit);
        await Assertions.Expect(visit.Page.Locator("#theme")).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.Page.ClickAsync("#theme");
        var light = await GroundAsync(visit);
        Assert.NotEqual(dark, light);
        await visit.Page.ReloadAsync();
        Assert.Equal(light, await GroundAsync(visit));
        await Assertions.Expect(visit.Page.Locator("#theme")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    private static Task<string> GroundAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor");

    private static async Task NothingIsFoundAsync(Visit visit, string what)
    {
        var result = await visit.Page.RunAxe(Rules);
        Assert.True(
            result.Violations.Length == 0,
            $"{what}: " + string.Join("; ", result.Violations.Select(found => $"{found.Id}: {found.Help}: {string.Join(" | ", found.Nodes.Select(node => node.Html))}")));
        Assert.Contains(result.Passes, passed => passed.Id == "color-contrast");
    }
}
