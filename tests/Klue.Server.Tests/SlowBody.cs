using System.Net;
using System.Text;

namespace Klue.Server.Tests;

/// <summary>A body that comes when the test says so.</summary>
internal sealed class SlowBody : HttpContent
{
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource<string> _text = new();

    public SlowBody() => Headers.ContentType = new("application/json");

    /// <summary>Ends when the server has the headers.</summary>
    public Task Started => _started.Task;

    public void Finish(string text) => _text.TrySetResult(text);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(" "u8.ToArray());
        await stream.FlushAsync();
        await Task.Delay(100);
        _started.SetResult();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(await _text.Task));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
