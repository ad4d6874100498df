using System.Buffers;
using Klue.Tokenizer;
using Microsoft.ML.Tokenizers;
using BertTokenizer = Klue.Tokenizer.BertTokenizer;

namespace Klue.Extensions.MLTokenizers;

/// <summary>
/// Klue's BERT tokenizer where a <see cref="Microsoft.ML.Tokenizers.Tokenizer"/> is wanted: for counting, for cutting texts into chunks, for
/// ids. Any number of threads may use one.
/// </summary>
/// <remarks>
/// <para>Every offset and every index is one of the caller's own text, in UTF-16 code units; no method gives a normalised text out, it is
/// null always. <see cref="Normalizer"/> shows what words are looked for in.</para>
/// <para>No special token is put around a text: <see cref="BertTokenizer.SpecialTokenCount"/> says how many a model adds, two with BERT.
/// Special tokens that stand in the text, such as <c>[MASK]</c>, are found.</para>
/// <para>Normalisation and splitting into words belong to BERT's tokenizer and cannot be switched off: false for
/// <c>considerNormalization</c> or <c>considerPreTokenization</c> is refused.</para>
/// </remarks>
public sealed class KlueTokenizer : Microsoft.ML.Tokenizers.Tokenizer
{
    private static readonly EncodingOptions Bare = new() { AddSpecialTokens = false };

    /// <summary>Puts the tokenizer of Microsoft.ML.Tokenizers over Klue's.</summary>
    public KlueTokenizer(BertTokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        (BertTokenizer, Normalizer) = (tokenizer, new BertTextNormalizer(tokenizer));
    }

    /// <summary>Klue's own tokenizer, with special tokens, pairs, windows and UTF-8.</summary>
    public BertTokenizer BertTokenizer { get; }

    /// <summary>What the tokenizer makes of a text before it looks for words.</summary>
    public override Normalizer? Normalizer { get; }

    /// <summary>The text of a sequence of ids: pieces joined, a space before each that continues no word; special tokens are kept.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is not in the vocabulary.</exception>
    public override string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return BertTokenizer.Decode(ids.ToArray());
    }

    /// <summary>Writes the text of a sequence of ids, as many as there is room for.</summary>
    /// <param name="ids">Ids of the vocabulary.</param>
    /// <param name="destination">Where to write; whole tokens only.</param>
    /// <param name="idsConsumed">How many ids are written.</param>
    /// <param name="charsWritten">How many characters they took.</param>
    /// <returns>
    /// <see cref="OperationStatus.Done"/>, <see cref="OperationStatus.DestinationTooSmall"/>, or <see cref="OperationStatus.InvalidData"/> when
    /// the next id is not in the vocabulary.
    /// </returns>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var all = ids.ToArray();
        var invalid = Array.FindIndex(all, id => !BertTokenizer.Vocabulary.TryGetToken(id, out _));
        var valid = all.AsSpan(0, invalid < 0 ? all.Length : invalid);
        var text = BertTokenizer.Decode(valid);
        if (text.TryCopyTo(destination))
        {
            (idsConsumed, charsWritten) = (valid.Length, text.Length);
            return invalid < 0 ? OperationStatus.Done : OperationStatus.InvalidData;
        }

        text = LongestThatFits(valid, destination.Length, out idsConsumed);
        text.CopyTo(destination);
        charsWritten = text.Length;
        return OperationStatus.DestinationTooSmall;
    }

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var read = Read(text, textSpan, settings);
        var encoding = BertTokenizer.Encode(read, Bare);
        var tokens = new EncodedToken[Math.Min(encoding.Count, settings.MaxTokenCount)];
        for (var i = 0; i < tokens.Length; i++)
        {
            var (start, end) = encoding.Offsets[i];
            tokens[i] = new EncodedToken(encoding.Ids[i], encoding.Tokens[i], new Range(start, end));
        }

        return new EncodeResults<EncodedToken> { Tokens = tokens, CharsConsumed = BertTokenizer.IndexOfTokenLimit(read, settings.MaxTokenCount, out _) };
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var read = Read(text, textSpan, settings);
        var ids = BertTokenizer.Encode(read, Bare).Ids;
        return new EncodeResults<int>
        {
            Tokens = ids.Length <= settings.MaxTokenCount ? ids : ids[..settings.MaxTokenCount],
            CharsConsumed = BertTokenizer.IndexOfTokenLimit(read, settings.MaxTokenCount, out _),
        };
    }

    /// <inheritdoc/>
    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        _ = BertTokenizer.IndexOfTokenLimit(Read(text, textSpan, settings), settings.MaxTokenCount, out var count);
        return count;
    }

    /// <summary>
    /// The longest beginning of a text, or the longest end that starts at a token, that has no more tokens than the settings allow when it
    /// is encoded by itself.
    /// </summary>
    /// <inheritdoc/>
    protected override int GetIndexByTokenCount(
        string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        var read = Read(text, textSpan, settings);
        normalizedText = null;
        return fromEnd ? IndexFromEnd(read, settings.MaxTokenCount, out tokenCount) : BertTokenizer.IndexOfTokenLimit(read, settings.MaxTokenCount, out tokenCount);
    }

    // Cut within a word, the rest of the word is read as a word of its own, which may take more tokens than it did.
    private int IndexFromEnd(ReadOnlySpan<char> text, int maxTokens, out int tokenCount)
    {
        var offsets = BertTokenizer.Encode(text, Bare).Offsets;
        if (offsets.Length <= maxTokens)
        {
            tokenCount = offsets.Length;
            return 0;
        }

        foreach (var offset in offsets.AsSpan()[^maxTokens..])
        {
            tokenCount = BertTokenizer.CountTokens(text[offset.Start..], addSpecialTokens: false);
            if (tokenCount <= maxTokens)
            {
                return offset.Start;
            }
        }

        tokenCount = 0;
        return text.Length;
    }

    // The more ids, the longer the text.
    private string LongestThatFits(ReadOnlySpan<int> ids, int room, out int count)
    {
        var (fits, tooMany) = (0, ids.Length);
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            if (BertTokenizer.Decode(ids[..middle]).Length <= room)
            {
                fits = middle;
            }
            else
            {
                tooMany = middle;
            }
        }

        count = fits;
        return BertTokenizer.Decode(ids[..fits]);
    }

    private static ReadOnlySpan<char> Read(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings) =>
        !settings.ConsiderNormalization ? throw Refused("considerNormalization")
        : !settings.ConsiderPreTokenization ? throw Refused("considerPreTokenization")
        : text is null ? textSpan : text;

    private static NotSupportedException Refused(string parameter) =>
        new($"{parameter} is false; BERT's tokenizer normalises and splits into words always, and can be asked for nothing else.");
}
