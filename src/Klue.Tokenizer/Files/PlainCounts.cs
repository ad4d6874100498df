using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Klue.Tokenizer.Files;

/// <summary>
/// Reads a JSON object of counts as vocabularies have it, with nothing in it but names and whole numbers. It has as many members as a
/// vocabulary has tokens, and is most of what loading a tokenizer.json has to read.
/// </summary>
internal ref struct PlainCounts
{
    private const int MostDigits = 9;

    private readonly ReadOnlySpan<byte> _json;
    private int _position;

    private PlainCounts(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>Reads an object that is known to be JSON; false, with part of it read, when anything in it is not plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> json, List<string> names, List<int> counts)
    {
        var reader = new PlainCounts(json);
        if (reader.NextAfter() == '}')
        {
            return true;
        }

        while (true)
        {
            names.Add(reader.ReadName());
            reader.NextAfter();
            reader.NextAfter();
            var count = reader.ReadCount();
            var next = reader.Next();
            if (count < 0 || next is not (',' or '}'))
            {
                return false;
            }

            counts.Add(count);
            if (next == '}')
            {
                return true;
            }

            reader.NextAfter();
        }
    }

    /// <summary>The first byte from the position on that is no white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private char Next()
    {
        while (_json[_position] <= ' ')
        {
            _position++;
        }

        return (char)_json[_position];
    }

    /// <summary>The first byte behind the position that is no white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private char NextAfter()
    {
        _position++;
        return Next();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string ReadName()
    {
        var start = _position + 1;
        var isEscaped = false;
        while (_json[++_position] != '"')
        {
            if (_json[_position] == '\\')
            {
                isEscaped = true;
                _position++;
            }
        }

        return isEscaped ? Unescape(_json[(start - 1)..(_position + 1)]) : System.Text.Encoding.UTF8.GetString(_json[start.._position]);
    }

    /// <summary>The whole number at the position, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadCount()
    {
        var start = _position;
        var count = 0;
        while (_position - start < MostDigits && char.IsAsciiDigit((char)_json[_position]))
        {
            count = (10 * count) + (_json[_position] - '0');
            _position++;
        }

        return _position > start ? count : -1;
    }

    private static string Unescape(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.GetString()!;
    }
}
