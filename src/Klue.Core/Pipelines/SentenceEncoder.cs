using Klue.Configuration;
using Klue.Models;
using Klue.Tokenizer;

namespace Klue.Pipelines;

/// <summary>The steps from a text to its vector that a sentence-transformers folder lays down.</summary>
internal sealed class SentenceEncoder : IDisposable
{
    private readonly BertModel _model;
    private readonly TextEncoder _encoder;
    private readonly SentencePooling _pooling;
    private readonly DenseLayer?[] _steps;
    private readonly bool _lowerCase;
    private readonly string _prompt;
    private readonly int _firstPooled;

    /// <exception cref="InputException">Two steps do not fit together, or there is no prompt of that name.</exception>
    public SentenceEncoder(BertModel model, BertTokenizer tokenizer, SentenceTransformersConfig config, SentenceEmbeddingOptions options)
    {
        (_model, _lowerCase, _prompt) = (model, config.LowerCase, PromptOf(config, options));
        var longest = Math.Min(model.Config.MaxTokens, config.MaxSequenceLength ?? tokenizer.ModelMaxLength ?? model.Config.MaxTokens);
        _encoder = new TextEncoder(tokenizer, model.Config, options with { MaxLength = options.MaxLength ?? longest });

        // Pooling.forward leaves out as many tokens as the prompt has by itself, [CLS] included and [SEP] not.
        _firstPooled = config.Pooling.IncludePrompt || _prompt.Length == 0 ? 0 : tokenizer.CountTokens(_prompt) - 1;
        _pooling = new SentencePooling(config.Pooling.Modes, model.Config.HiddenSize);
        Dimensions = CheckSteps(config);
        _steps = [.. config.Modules.Skip(1).Select(module => module is DenseModule dense ? new DenseLayer(dense) : null)];
    }

    /// <summary>Length of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Encodes a text with its prompt.</summary>
    /// <exception cref="InputException">The text is empty, or too long and not to be cut.</exception>
    public Encoding Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var stripped = text.Trim();
        if (stripped.Length == 0)
        {
            throw new InputException("The text is empty: it has no tokens.", InputFault.Empty);
        }

        return _encoder.Encode(_lowerCase ? (_prompt + stripped).ToLowerInvariant() : _prompt + stripped);
    }

    /// <summary>Computes the vectors of a batch, [B] of [<see cref="Dimensions"/>].</summary>
    public void Forward(TokenBatch batch, Span<float[]> outputs, ForwardOptions options)
    {
        var pooled = new float[outputs.Length * _pooling.Width];
        Pool(batch, pooled, options);
        foreach (var dense in _steps)
        {
            if (dense is not null)
            {
                pooled = dense.Forward(pooled, outputs.Length, options.Kernels);
            }
            else
            {
                Normalize(pooled, pooled.Length / outputs.Length);
            }
        }

        for (var text = 0; text < outputs.Length; text++)
        {
            outputs[text] = pooled.AsSpan(text * Dimensions, Dimensions).ToArray();
        }
    }

    public void Dispose()
    {
        foreach (var dense in _steps)
        {
            dense?.Dispose();
        }
    }

    private void Pool(TokenBatch batch, Span<float> pooled, ForwardOptions options)
    {
        var hidden = _model.Config.HiddenSize;
        List<int> rows = [];
        for (var text = 0; text < batch.TextCount; text++)
        {
            var first = batch.RowStarts[text];
            rows.AddRange(_pooling.TokensRead(batch.RowStarts[text + 1] - first).Select(token => first + token));
        }

        // What is read of each text stands in one piece, be it some of its rows or all.
        using var states = new RentedFloats(checked((rows.Count == 0 ? batch.RowCount : rows.Count) * hidden));
        if (rows.Count == 0)
        {
            _model.Forward(batch, states.Span, options);
        }
        else
        {
            _model.Forward(batch, [.. rows], states.Span, options);
        }

        for (var text = 0; text < batch.TextCount; text++)
        {
            var (start, end) = rows.Count == 0
                ? (batch.RowStarts[text], batch.RowStarts[text + 1])
                : (text * rows.Count / batch.TextCount, (text + 1) * rows.Count / batch.TextCount);
            _pooling.Pool(states.Span[(start * hidden)..(end * hidden)], Math.Min(_firstPooled, end - start), pooled.Slice(text * _pooling.Width, _pooling.Width));
        }
    }

    private static void Normalize(Span<float> vectors, int width)
    {
        for (var start = 0; start < vectors.Length; start += width)
        {
            var vector = vectors.Slice(start, width);
            var norm = Similarity.Norm(vector);
            foreach (ref var value in vector)
            {
                value = (float)(value / norm);
            }
        }
    }

    private int CheckSteps(SentenceTransformersConfig config)
    {
        var hidden = _model.Config.HiddenSize;
        if (config.Pooling.WordEmbeddingDimension is { } stated && stated != hidden)
        {
            throw new InputException($"The pooling is for hidden states of width {stated}; the model's are {hidden}.");
        }

        var width = _pooling.Width;
        foreach (var dense in config.Modules.OfType<DenseModule>())
        {
            if (dense.InFeatures != width)
            {
                throw new InputException($"The dense layer in {Quoted.Text(dense.Folder)} is for vectors of width {dense.InFeatures}; what comes before it gives {width}.");
            }

            width = dense.OutFeatures;
        }

        return width;
    }

    private static string PromptOf(SentenceTransformersConfig config, SentenceEmbeddingOptions options)
    {
        if (options.Prompt is { } prompt)
        {
            return prompt;
        }

        return (options.PromptName ?? config.DefaultPromptName) is not { } name ? ""
            : config.Prompts.TryGetValue(name, out var text) ? text
            : throw new InputException($"There is no prompt {Quoted.Text(name)}; the model has: {(config.Prompts.Count == 0 ? "none" : string.Join(", ", config.Prompts.Keys.Order(StringComparer.Ordinal).Select(Quoted.Text)))}.");
    }
}
