using Klue.Configuration;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>Makes of a text, or of two, exactly one sequence that a model can read, or a clear error.</summary>
internal sealed class TextEncoder
{
    // Texts beyond this length are measured before they are encoded, so that no text fills the memory.
    private const int LongText = 1 << 16;

    private readonly BertTokenizer _tokenizer;
    private readonly EncodingOptions _encoding;
    private readonly int _limit;
    private readonly bool _truncates;
    private readonly bool _cutsTheEnd;

    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="config">The model's configuration.</param>
    /// <param name="options">The most tokens of a sequence, or null for what model and tokenizer allow; whether and where longer texts are cut.</param>
    /// <exception cref="InputException">No text could have that length.</exception>
    public TextEncoder(BertTokenizer tokenizer, BertConfig config, PipelineOptions options)
    {
        (_tokenizer, _truncates, _cutsTheEnd) = (tokenizer, options.Truncate, options.TruncationSide == Side.Right);
        _limit = options.MaxLength ?? (_truncates ? Math.Min(config.MaxTokens, tokenizer.ModelMaxLength ?? config.MaxTokens) : config.MaxTokens);
        var special = tokenizer.SpecialTokenCount();
        if (_limit <= special || _limit > config.MaxTokens)
        {
            throw new InputException($"The maximum length is {_limit} tokens; expected {special + 1} to {config.MaxTokens}, which is all that the model's positions hold.");
        }

        _encoding = new EncodingOptions
        {
            MaxLength = _truncates ? _limit : null,
            Truncation = TruncationStrategy.LongestFirst,
            TruncationSide = options.TruncationSide,
        };
    }

    /// <summary>The most tokens of a sequence, special tokens included.</summary>
    public int Limit => _limit;

    /// <summary>Encodes a text.</summary>
    /// <exception cref="InputException">The text is empty or too long.</exception>
    public Encoding Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RefuseTooLong(text);

        // Of a very long text more is left than can stay, so that the encoding still knows that it was cut.
        return Check(
            text.Length <= LongText || !_cutsTheEnd
                ? _tokenizer.Encode(text, _encoding)
                : _tokenizer.Encode(text.AsSpan(0, _tokenizer.IndexOfTokenLimit(text, _limit, out _)), _encoding),
            isPair: false);
    }

    /// <summary>Encodes a text or a pair.</summary>
    /// <exception cref="InputException">A text is empty, or both are too long.</exception>
    public Encoding Encode(TextPair texts)
    {
        return texts.Pair is null ? Encode(texts.Text) : EncodePair(texts);
    }

    /// <summary>Encodes a pair.</summary>
    /// <exception cref="InputException">There is no second text, one is empty, or both are too long.</exception>
    public Encoding EncodePair(TextPair texts)
    {
        ArgumentNullException.ThrowIfNull(texts.Text, nameof(texts));
        if (texts.Pair is null)
        {
            throw new InputException("There is only one text; expected two.");
        }

        if (_limit <= _tokenizer.SpecialTokenCount(pair: true))
        {
            throw new InputException($"The maximum length of {_limit} tokens has no room for two texts.");
        }

        RefuseTooLong(texts.Text);
        RefuseTooLong(texts.Pair);
        return Check(_tokenizer.EncodePair(texts.Text, texts.Pair, _encoding), isPair: true);
    }

    /// <summary>Encodes a text that was cut into words before; the offsets are within each word, the word ids those of the words.</summary>
    /// <exception cref="InputException">The words are empty or too long.</exception>
    public Encoding Encode(IReadOnlyList<string> words) => Check(_tokenizer.Encode(words, _encoding), isPair: false);

    private void RefuseTooLong(string text)
    {
        if (!_truncates && text.Length > LongText && _tokenizer.CountTokens(text) is var count && count > _limit)
        {
            throw TooLong(count);
        }
    }

    private Encoding Check(Encoding encoding, bool isPair)
    {
        if (!encoding.SequenceIds.Contains(0) || (isPair && !encoding.SequenceIds.Contains(1)))
        {
            throw new InputException("The text is empty: it has no tokens.", InputFault.Empty);
        }

        return encoding.Count <= _limit ? encoding : throw TooLong(encoding.Count);
    }

    /// <summary>The error of a text of so many tokens.</summary>
    public InputException TooLong(int count) => new($"The text has {count} tokens; the limit is {_limit}. Truncate it or split it.", InputFault.TooLong);
}
