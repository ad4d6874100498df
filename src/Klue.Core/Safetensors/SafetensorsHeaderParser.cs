using System.Text.Json;
using System.Text.Unicode;
using Klue.Checkpoints;

namespace Klue.Safetensors;

/// <summary>
/// Reads a header's JSON in one pass, without a document in between, so that time and memory stay in proportion to its
/// length whatever it holds. Stricter than the reference reader where the format text is: no name or field twice, no
/// field beside the three, nothing before the brace.
/// </summary>
internal ref struct SafetensorsHeaderParser
{
    private readonly string _file;
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;

    public SafetensorsHeaderParser(string file, ReadOnlySpan<byte> json)
    {
        _file = file;
        _json = json.TrimEnd((byte)' ');
        _reader = new Utf8JsonReader(_json);
    }

    /// <summary>The tensors in the header's order.</summary>
    public List<SafetensorsHeaderEntry> Entries { get; } = [];

    /// <summary>Where each name stands in <see cref="Entries"/>.</summary>
    public Dictionary<string, int> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>The value of <c>__metadata__</c>; empty when there is none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public void Parse()
    {
        if (!Utf8.IsValid(_json))
        {
            throw new SafetensorsException(_file, SafetensorsRule.InvalidHeader, "a header in UTF-8", "bytes that are not UTF-8");
        }

        if (!_json.IsEmpty && _json[0] != (byte)'{')
        {
            throw new SafetensorsException(
                _file, SafetensorsRule.InvalidHeaderStart, "a header that begins with '{'", $"the byte 0x{_json[0]:X2}");
        }

        try
        {
            ParseObject();
        }
        catch (JsonException)
        {
            throw Malformed("valid JSON", $"an error at byte {_reader.BytesConsumed} of the header");
        }
        catch (InvalidOperationException)
        {
            // The reader says so of an escaped half of a surrogate pair, the one fault left in valid UTF-8.
            throw Malformed("strings of Unicode text", $"a lone surrogate at byte {_reader.BytesConsumed} of the header");
        }
    }

    private void ParseObject()
    {
        var hasMetadata = false;
        Next();
        Demand(JsonTokenType.StartObject, "an object");
        while (NextIsProperty())
        {
            var name = _reader.GetString()!;
            if (name != SafetensorsHeader.MetadataName)
            {
                ParseEntry(name);
            }
            else if (hasMetadata)
            {
                throw Duplicate(name);
            }
            else
            {
                ParseMetadata();
                hasMetadata = true;
            }
        }

        // Reads on to the end, so that anything behind the object is found.
        while (_reader.Read())
        {
        }
    }

    private void ParseMetadata()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        Next();
        Demand(JsonTokenType.StartObject, $"an object as {SafetensorsHeader.MetadataName}");
        while (NextIsProperty())
        {
            var name = _reader.GetString()!;
            Next();
            Demand(JsonTokenType.String, $"only strings in {SafetensorsHeader.MetadataName}");
            if (!metadata.TryAdd(name, _reader.GetString()!))
            {
                throw Duplicate(name);
            }
        }

        Metadata = metadata;
    }

    private void ParseEntry(string name)
    {
        if (!Places.TryAdd(name, Entries.Count))
        {
            throw Duplicate(name);
        }

        Dtype? dtype = null;
        TensorShape? shape = null;
        (ulong Begin, ulong End)? range = null;
        Next();
        Demand(JsonTokenType.StartObject, $"an object for tensor {Quoted.Text(name)}");
        while (NextIsProperty())
        {
            if (_reader.ValueTextEquals("dtype"u8) && dtype is null)
            {
                dtype = ParseDtype(name);
            }
            else if (_reader.ValueTextEquals("shape"u8) && shape is null)
            {
                shape = ParseShape(name);
            }
            else if (_reader.ValueTextEquals("data_offsets"u8) && range is null)
            {
                range = ParseRange(name);
            }
            else
            {
                throw Malformed(
                    $"dtype, shape and data_offsets, each once, for tensor {Quoted.Text(name)}",
                    $"a further {Quoted.Text(_reader.GetString()!)}");
            }
        }

        if (dtype is null || shape is null || range is null)
        {
            var missing = dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets";
            throw Malformed($"dtype, shape and data_offsets for tensor {Quoted.Text(name)}", $"no {missing}");
        }

        Entries.Add(new SafetensorsHeaderEntry(name, dtype.Value, shape.Value, range.Value.Begin, range.Value.End));
    }

    private Dtype ParseDtype(string name)
    {
        Next();
        Demand(JsonTokenType.String, $"a string as dtype of tensor {Quoted.Text(name)}");
        var text = _reader.GetString()!;
        return Dtype.TryParseFileName(text, out var dtype)
            ? dtype
            : throw Malformed($"a dtype of the format for tensor {Quoted.Text(name)}", Quoted.Text(text));
    }

    private TensorShape ParseShape(string name)
    {
        Next();
        Demand(JsonTokenType.StartArray, $"an array as shape of tensor {Quoted.Text(name)}");

        // Counted ahead on a copy of the reader, so that a shape of millions of sizes takes no more memory than it must.
        var ahead = _reader;
        var rank = 0;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.Number)
        {
            rank++;
        }

        var dimensions = new ulong[rank];
        foreach (ref var size in dimensions.AsSpan())
        {
            Next();
            size = ParseNumber(name, "shape");
        }

        Next();
        Demand(JsonTokenType.EndArray, $"only non-negative integers in the shape of tensor {Quoted.Text(name)}");
        return new TensorShape(dimensions);
    }

    private (ulong Begin, ulong End) ParseRange(string name)
    {
        Next();
        Demand(JsonTokenType.StartArray, $"an array as data_offsets of tensor {Quoted.Text(name)}");
        Next();
        var begin = ParseNumber(name, "data_offsets");
        Next();
        var end = ParseNumber(name, "data_offsets");
        Next();
        Demand(JsonTokenType.EndArray, $"two numbers in the data_offsets of tensor {Quoted.Text(name)}");
        return (begin, end);
    }

    private readonly ulong ParseNumber(string name, string field) =>
        _reader.TokenType == JsonTokenType.Number && _reader.TryGetUInt64(out var number)
            ? number
            : throw Malformed($"only non-negative 64-bit integers in the {field} of tensor {Quoted.Text(name)}", Found());

    private void Next()
    {
        if (!_reader.Read())
        {
            throw Malformed("a complete JSON object", "the end of the header");
        }
    }

    private bool NextIsProperty()
    {
        Next();
        return _reader.TokenType == JsonTokenType.PropertyName;
    }

    private readonly void Demand(JsonTokenType type, string expected)
    {
        if (_reader.TokenType != type)
        {
            throw Malformed(expected, Found());
        }
    }

    private readonly string Found() => _reader.TokenType == JsonTokenType.Number
        ? Quoted.Text(System.Text.Encoding.UTF8.GetString(_reader.ValueSpan[..Math.Min(_reader.ValueSpan.Length, 64)]))
        : $"a token of kind {_reader.TokenType}";

    private readonly SafetensorsException Malformed(string expected, string found) =>
        new(_file, SafetensorsRule.InvalidHeaderDeserialization, expected, found);

    private readonly SafetensorsException Duplicate(string name) =>
        new(_file, SafetensorsRule.DuplicateName, "each name once", $"{Quoted.Text(name)} a second time");
}
