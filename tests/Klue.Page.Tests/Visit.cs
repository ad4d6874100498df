using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Klue.Page.Tests;

/// <summary>A window with the page. When it closes, nothing may have been logged, thrown, refused by the page's policy, or asked of another host.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _root;
    private readonly ConcurrentQueue<string> _faults = new();

    public Visit(IBrowserContext context, IPage page, Uri root)
    {
        (_context, Page, _root) = (context, page, root);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsExpected(message.Text))
            {
                _faults.Enqueue($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => _faults.Enqueue($"thrown: {error}");
        page.Dialog += (_, dialog) => _faults.Enqueue($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != root.Authority)
            {
                _faults.Enqueue($"request: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    /// <summary>The section of the open tool.</summary>
    public ILocator Tool => Page.Locator("section.tool:visible");

    /// <summary>The line that tells the outcome.</summary>
    public ILocator Line => Tool.Locator(".line");

    /// <summary>What the tool shows.</summary>
    public ILocator Outcome => Tool.Locator(".outcome");

    /// <summary>A part of what the browser logs that the test provokes, such as a refused call.</summary>
    public string? Expected { get; set; }

    /// <summary>Opens a tool by its address and waits for its answer.</summary>
    public async Task GoAsync(string tool)
    {
        await Page.GotoAsync(new Uri(_root, tool.Length > 0 ? $"/#{tool}" : "/").ToString());
        await Page.Locator("section.tool:visible").WaitForAsync();
        await SettleAsync();
    }

    /// <summary>Opens the page of a server that wants a key.</summary>
    public async Task AskAsync()
    {
        Expected = "status of 401";
        await Page.GotoAsync(_root.ToString());
        await Page.Locator("#key").WaitForAsync();
    }

    /// <summary>Writes into a field of the open tool, as a reader would, and waits for the answer.</summary>
    public async Task WriteAsync(string field, string text)
    {
        await Page.FillAsync($"#{field}", text);
        await SettleAsync();
    }

    /// <summary>Waits until the open tool computes nothing.</summary>
    public async Task SettleAsync() => await Page.WaitForFunctionAsync(
        "() => { const tool = document.querySelector('section.tool:not([hidden])'); return tool && !tool.querySelector('[aria-busy=true]'); }");

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_faults);
    }

    private bool IsExpected(string text) => Expected is { } expected && text.Contains(expected, StringComparison.Ordinal);
}
