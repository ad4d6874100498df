using Klue.Tests;
using Klue.Tokenizer.Tests.Morphemes;
using Microsoft.Playwright;

namespace Klue.Page.Tests;

/// <summary>The pictures of docs/page.md, taken anew when <c>KLUE_SCREENSHOTS=1</c> asks for them: the embedded models, and morphemes by mecab-ko-dic.</summary>
public sealed class ScreenshotTests(Browser browser)
{
    private static readonly (string Tool, string Locale, bool IsDark, bool IsPhone)[] Pictures =
    [
        ("fill-mask", "ko-KR", false, false),
        ("fill-mask", "ko-KR", true, true),
        ("pieces", "ko-KR", false, false),
        ("classify", "en-US", true, false),
        ("entities", "ko-KR", true, false),
        ("entities", "en-US", false, true),
        ("answer", "ko-KR", false, false),
        ("similarity", "en-US", false, false),
        ("similarity", "ko-KR", true, true),
        ("attention", "ko-KR", true, false),
        ("attention", "ko-KR", false, true),
    ];

    [Fact]
    public async Task Pictures_are_taken()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("KLUE_SCREENSHOTS") == "1", "KLUE_SCREENSHOTS=1 asks for the pictures of docs/page.md.");
        using var dictionary = new MecabKoDic();
        await using var server = await PageServer.StartEmbeddedAsync(options => options with { MecabDictionary = dictionary.Folder });
        foreach (var (tool, locale, isDark, isPhone) in Pictures)
        {
            await using var visit = await browser.OpenAsync(tool, locale, isDark, isPhone ? 390 : 1200, isPhone ? 844 : 760, server.Root);

            // Once more, so that the time shown is not that of a server's first request.
            await visit.Page.ReloadAsync();
            await visit.SettleAsync();
            if (tool == "attention")
            {
                await visit.Page.SelectOptionAsync("#attention-layer", new SelectOptionValue { Index = 1 });
                await visit.SettleAsync();
            }

            await visit.Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = RepositoryFolder.Find("docs", "images", $"page-{tool}-{(isDark ? "dark" : "light")}-{(isPhone ? "phone" : "wide")}.png"),
                FullPage = true,
            });
        }
    }
}
