using System.Text.Json;
using System.Text.Unicode;

namespace Klue.Tasks.Data;

/// <summary>
/// Walks the elements of one large JSON array, which is the whole file or a member of the file's object, holding one element at
/// a time. An element's line is the one it begins on.
/// </summary>
internal sealed class JsonArrayStream(Stream stream, string path, string? member) : IDisposable
{
    private enum Step
    {
        Unopened,
        Opening,
        Members,
        Elements,
        Closing,
    }

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _final;
    private JsonReaderState _state;
    private long _line = 1;
    private Step _step;
    private JsonDocument? _element;

    /// <summary>The next element, valid until the next call; null after the last.</summary>
    public JsonRow? Next()
    {
        _element?.Dispose();
        _element = null;
        if (_step == Step.Unopened)
        {
            SkipByteOrderMark();
            _step = Step.Opening;
        }

        try
        {
            while (true)
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_start.._end), _final, _state);
                var elementLine = _line;
                if (Advance(ref reader, ref elementLine))
                {
                    Commit(in reader);
                    if (_element is not null)
                    {
                        return new JsonRow(_element.RootElement, new DataLocation(path, elementLine));
                    }
                }
                else if (!_final)
                {
                    Fill();
                }
                else
                {
                    return null;
                }
            }
        }
        catch (JsonException fault)
        {
            RequireUtf8(_start, _end);
            var line = (fault.LineNumber ?? 0) + 1;
            throw new TaskDataException(new DataLocation(path, line), "well-formed JSON", Quoted.Text(Shorten(fault.Message)), fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new TaskDataException(new DataLocation(path, _line), "well-formed names of members", JsonRow.UnpairedSurrogate, fault);
        }
    }

    public void Dispose()
    {
        _element?.Dispose();
        stream.Dispose();
    }

    /// <summary>One indivisible step; false when the buffer ends before the step does, or the file is over.</summary>
    private bool Advance(ref Utf8JsonReader reader, ref long elementLine)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (_step)
        {
            case Step.Opening when member is null:
                Expect(in reader, JsonTokenType.StartArray, "a JSON array of examples");
                _step = Step.Elements;
                return true;
            case Step.Opening:
                Expect(in reader, JsonTokenType.StartObject, $"a JSON object with the array \"{member}\"");
                _step = Step.Members;
                return true;
            case Step.Members when reader.TokenType == JsonTokenType.EndObject:
                throw Fault(in reader, $"an array \"{member}\"", "an object without it");
            case Step.Members when reader.ValueTextEquals(member):
                if (!reader.Read())
                {
                    return false;
                }

                Expect(in reader, JsonTokenType.StartArray, $"an array as \"{member}\"");
                _step = Step.Elements;
                return true;
            case Step.Members:
                return reader.TrySkip();
            case Step.Elements when reader.TokenType == JsonTokenType.EndArray:
                _step = Step.Closing;
                return true;
            case Step.Elements:
                return ReadElement(ref reader, ref elementLine);
            default:
                return true;
        }
    }

    private bool ReadElement(ref Utf8JsonReader reader, ref long elementLine)
    {
        Expect(in reader, JsonTokenType.StartObject, "an object for each example");
        var begin = _start + (int)reader.TokenStartIndex;
        if (!JsonDocument.TryParseValue(ref reader, out var document))
        {
            return false;
        }

        _element = document;
        elementLine = LineAt(begin);
        RequireUtf8(begin, _start + (int)reader.BytesConsumed);
        return true;
    }

    private void Commit(in Utf8JsonReader reader)
    {
        var consumed = (int)reader.BytesConsumed;
        _line = LineAt(_start + consumed);
        _start += consumed;
        _state = reader.CurrentState;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _final = read == 0;
        _end += read;
    }

    private void SkipByteOrderMark()
    {
        while (!_final && _end < 3)
        {
            Fill();
        }

        _start = Utf8Text.ByteOrderMark(_buffer.AsSpan(0, _end), path);
        if (_end == _start)
        {
            throw new TaskDataException(new DataLocation(path), "JSON", "an empty file");
        }
    }

    private void RequireUtf8(int begin, int end)
    {
        var bytes = _buffer.AsSpan(begin..end);
        if (!Utf8.IsValid(bytes))
        {
            throw Utf8Text.Invalid(path, LineAt(begin + Utf8Text.FirstInvalid(bytes)));
        }
    }

    private long LineAt(int position) => _line + _buffer.AsSpan(_start..position).Count((byte)'\n');

    private void Expect(in Utf8JsonReader reader, JsonTokenType token, string expected)
    {
        if (reader.TokenType != token)
        {
            throw Fault(in reader, expected, reader.TokenType switch
            {
                JsonTokenType.StartObject => "an object",
                JsonTokenType.StartArray => "an array",
                JsonTokenType.String => "a string",
                JsonTokenType.Number => "a number",
                var other => other.ToString().ToLowerInvariant(),
            });
        }
    }

    private TaskDataException Fault(in Utf8JsonReader reader, string expected, string found) =>
        new(new DataLocation(path, LineAt(_start + (int)reader.TokenStartIndex)), expected, found);

    /// <summary>The reader's own words without the position that the location already gives.</summary>
    private static string Shorten(string message)
    {
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (position < 0 ? message : message[..position]).TrimEnd('.');
    }
}
