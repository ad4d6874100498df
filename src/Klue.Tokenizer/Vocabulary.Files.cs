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

        var tokens = new List<string>(utf8.Length / 8);
        while (!utf8.IsEmpty)
        {
            var end = utf8.IndexOf((byte)'\n');
            var line = end < 0 ? utf8 : utf8[..end];
            utf8 = end < 0 ? [] : utf8[(end + 1)..];
            try
            {
                tokens.Add(StrictUtf8.GetString(line is [.., (byte)'\r'] ? line[..^1] : line));
            }
            catch (DecoderFallbackException e)
            {
                throw new TokenizerFormatException(name, $"line {tokens.Count + 1}", "UTF-8", Convert.ToHexString(e.BytesUnknown ?? []), e);
            }
        }

        return new Vocabulary([.. tokens], name, id => $"line {id + 1}");
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
}
