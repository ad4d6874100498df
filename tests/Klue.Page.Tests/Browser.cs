using Microsoft.Playwright;

namespace Klue.Page.Tests;

/// <summary>One server with every task, and one headless Chromium where the machine has it, for all tests of the page.</summary>
public sealed class Browser : IAsyncLifetime
{
    // In milliseconds; all other tests may be running beside these.
    private const float LongestWait = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private PageServer? _server;

    /// <summary>Where the page with every task is.</summary>
    internal Uri Root => _server!.Root;

    public async ValueTask InitializeAsync()
    {
        _server = await PageServer.StartWholeAsync();
        if (Chromium.Path is null)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(LongestWait);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = ["--font-render-hinting=none"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>Opens the page in a window of its own; skips the running test where there is no Chromium.</summary>
    /// <param name="tool">The tool's name in the address, or none.</param>
    /// <param name="locale">What the browser prefers.</param>
    /// <param name="isDark">Whether the system is dark.</param>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="height">Of the window.</param>
    /// <param name="root">Where the page is, if not at <see cref="Root"/>.</param>
    /// <param name="isOpen">Whether a tool opens at once, or the page asks for a key first.</param>
    internal async Task<Visit> OpenAsync(
        string tool = "", string locale = "ko-KR", bool isDark = false, int width = 1200, int height = 900, Uri? root = null, bool isOpen = true)
    {
        Assert.SkipWhen(_browser is null, "Chromium is not on the PATH, and KLUE_CHROMIUM names none: the page is not driven.");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(LongestWait);
        var visit = new Visit(context, await context.NewPageAsync(), root ?? Root);
        await (isOpen ? visit.GoAsync(tool) : visit.AskAsync());
        return visit;
    }
}
