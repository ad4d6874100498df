using System.Runtime.CompilerServices;
using Klue.Tokenizer.Text;

namespace Klue.Tokenizer;

/// <content>Encoding texts of any size. What is in memory is a window of 65,536 code units, or twice the longest word.</content>
public sealed partial class BertTokenizer
{
    /// <summary>Encodes a text while it is read, without special tokens around it.</summary>
    /// <param name="reader">The text, read as far as tokens are asked for. Offsets count UTF-16 code units.</param>
    public IEnumerable<StreamToken> EncodeStream(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return EncodeStream<Utf16, char>(room => reader.Read(room.Span));
    }

    /// <summary>Encodes a text in UTF-8 while it is read, without special tokens around it.</summary>
    /// <param name="utf8">The text, read as far as tokens are asked for. Offsets count bytes.</param>
    public IEnumerable<StreamToken> EncodeStream(Stream utf8)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        return EncodeStream<Utf8, byte>(room => utf8.Read(room.Span));
    }

    /// <summary>Encodes a text while it is read, without special tokens around it.</summary>
    /// <param name="reader">The text, read as far as tokens are asked for. Offsets count UTF-16 code units.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public IAsyncEnumerable<StreamToken> EncodeStreamAsync(TextReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return EncodeStreamAsync<Utf16, char>(reader.ReadAsync, cancellationToken);
    }

    /// <summary>Encodes a text in UTF-8 while it is read, without special tokens around it.</summary>
    /// <param name="utf8">The text, read as far as tokens are asked for. Offsets count bytes.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public IAsyncEnumerable<StreamToken> EncodeStreamAsync(Stream utf8, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        return EncodeStreamAsync<Utf8, byte>(utf8.ReadAsync, cancellationToken);
    }

    private IEnumerable<StreamToken> EncodeStream<TText, TUnit>(Func<Memory<TUnit>, int> read)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var window = new StreamWindow<TText, TUnit>(_encoder);
        while (true)
        {
            var count = window.Encode();
            for (var i = 0; i < count; i++)
            {
                yield return window[i];
            }

            if (count == 0)
            {
                var room = window.MakeRoom();
                if (room.IsEmpty)
                {
                    yield break;
                }

                window.Add(read(room));
            }
        }
    }

    private async IAsyncEnumerable<StreamToken> EncodeStreamAsync<TText, TUnit>(
        Func<Memory<TUnit>, CancellationToken, ValueTask<int>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TText : struct, ITextFormat<TUnit>
        where TUnit : unmanaged
    {
        var window = new StreamWindow<TText, TUnit>(_encoder);
        while (true)
        {
            var count = window.Encode();
            for (var i = 0; i < count; i++)
            {
                yield return window[i];
            }

            if (count == 0)
            {
                var room = window.MakeRoom();
                if (room.IsEmpty)
                {
                    yield break;
                }

                window.Add(await read(room, cancellationToken).ConfigureAwait(false));
            }
        }
    }
}
