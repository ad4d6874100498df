using System.Text;
using Microsoft.Extensions.Logging;

namespace Klue.Server.Http;

/// <summary>Writes what was sent into the log; only there when it was asked for.</summary>
internal sealed partial class TextLog(ILogger<TextLog> logger)
{
    /// <summary>Writes a body.</summary>
    public void Write(string path, ReadOnlyMemory<byte> body) => LogBody(path, Encoding.UTF8.GetString(body.Span).ReplaceLineEndings(" "));

    [LoggerMessage(LogLevel.Information, "{Path} {Body}")]
    private partial void LogBody(string path, string body);
}
