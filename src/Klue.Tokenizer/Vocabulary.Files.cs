using System.Runtime.CompilerServices;
using System.Text;
using Klue.Tokenizer.Files;

namespace Klue.Tokenizer;

/// <content>vocab.txt: one token a line, in order of ids.</content>
public sealed partial class Vocabulary
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads vocab.txt.</summary>
    /// <exception cref="TokenizerFormatException">The file is no UTF-8, or a line is empty or there twice.</exception>
    public static Vocabulary Load(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads vocab.txt from a stream, to its end.</summary>
    /// <param name="stream">UTF-8 text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="TokenizerFormatException">The text is no UTF-8, or a line is empty or there twice.</exception>
    public static Vocabulary Load(Stream stream, string name = "vocab.txt")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Parse(memory.GetBuffer().AsSpan(0, (int)memory.Length), name);
    }

    /// <summary>Reads the bytes of a vocab.txt.</summary>
    /// <param name="utf8">UTF-8 text.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="TokenizerFormatException">The text is no UTF-8, or a line is empty or there twice.</exception>
    public static Vocabulary Parse(ReadOnlySpan<byte> utf8, string name = "vocab.txt")
    {
        if (utf8.IsEmpty)
        {
            throw new TokenizerFormatException(name, "line 1", "a token", "the end of the file");
        }

        try
        {
            return new Vocabulary(Lines(StrictUtf8.GetString(utf8)), name, id => $"line {id + 1}");
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + utf8[..e.Index].Count((byte)'\n');
            throw new TokenizerFormatException(name, $"line {line}", "UTF-8", Convert.ToHexString(e.BytesUnknown ?? []), e);
        }
    }

    /// <summary>Writes vocab.txt.</summary>
    /// <exception cref="TokenizerException">An id has no token, or a token has a line break: vocab.txt cannot say so.</exception>
    public void Save(string path)
    {
        for (var id = 0; id < Count; id++)
        {
            if (_tokens[id] is not { } token || token.AsSpan().ContainsAny('\r', '\n'))
            {
                var reason = _tokens[id] is null ? "it has no token" : "its token has a line break";
                throw new TokenizerException($"vocab.txt cannot hold id {id}: {reason}.");
            }
        }

        ReplacedFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, StrictUtf8, leaveOpen: true) { NewLine = "\n" };
            foreach (var token in _tokens)
            {
                writer.WriteLine(token);
            }
        });
    }

    /// <summary>The lines of a text; after the last line break there is one only if anything is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static string[] Lines(string text)
    {
        var lines = new List<string>(text.Length / 4);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var next = end < 0 ? text.Length : end + 1;
            end = end < 0 ? text.Length : end;
            end = end > start && text[end - 1] == '\r' ? end - 1 : end;
            lines.Add(text.Substring(start, end - start));
            start = next;
        }

        return [.. lines];
    }
}
