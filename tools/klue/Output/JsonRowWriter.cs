using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Klue.Cli.Output;

/// <summary>Writes JSON values as lines: Korean as it is, not as escapes.</summary>
internal sealed class JsonRowWriter : IDisposable
{
    private readonly TextWriter _output;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    public JsonRowWriter(TextWriter output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Writes one value and ends the line.</summary>
    public void Write(Action<Utf8JsonWriter> value)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        value(_json);
        _json.Flush();
        _output.Write(System.Text.Encoding.UTF8.GetString(_buffer.WrittenSpan));
        _output.Write('\n');
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
