using System.Diagnostics;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tokenizer;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Klue.Extensions.AI;

/// <summary>
/// A model folder as an embedding generator of Microsoft.Extensions.AI: texts become vectors as <see cref="SentenceEmbeddingPipeline"/>
/// makes them. Any number of threads may use one; a text's vector is the same bits whoever else asks, and with whatever texts beside it.
/// </summary>
/// <remarks>
/// The work is the processor's own. It is done on the thread pool, so that no caller's thread is held, and a cancelled call ends between
/// two layers. A text that is longer than the model takes is cut, as sentence-transformers does: its embedding then has
/// <see cref="IsTruncatedKey"/> among its additional properties, and the log says how many were cut.
/// </remarks>
/// <example>
/// <code>
/// using var klue = KlueModel.Load("models/klue-mini-sentence");
/// using var generator = new KlueEmbeddingGenerator(klue);
/// ReadOnlyMemory&lt;float&gt; vector = await generator.GenerateVectorAsync("방이 넓어요.");
/// </code>
/// </example>
public sealed class KlueEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>What <see cref="EmbeddingGeneratorMetadata.ProviderName"/> says.</summary>
    public const string ProviderName = "klue";

    /// <summary>The additional property, true, of the embedding of a text that was cut.</summary>
    public const string IsTruncatedKey = "is_truncated";

    private readonly KlueModel _model;
    private readonly SentenceEmbeddingPipeline _pipeline;
    private readonly EmbeddingGeneratorMetadata _metadata;
    private readonly ILogger _logger;
    private readonly bool _ownsPipeline;
    private bool _isDisposed;

    /// <summary>Makes a generator over a model, which it does not own.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Lengths, prompt, instruction set and threads; the model's own when null.</param>
    /// <param name="logger">Takes how many texts were embedded and how many were cut, never a text.</param>
    /// <exception cref="InputException">The folder has no tokenizer, or the options do not fit the model.</exception>
    public KlueEmbeddingGenerator(KlueModel model, SentenceEmbeddingOptions? options = null, ILogger<KlueEmbeddingGenerator>? logger = null)
        : this(Required(model), model.CreateSentenceEmbedding(options), logger) => _ownsPipeline = true;

    /// <summary>Makes a generator over a pipeline that it does not own.</summary>
    internal KlueEmbeddingGenerator(KlueModel model, SentenceEmbeddingPipeline pipeline, ILogger<KlueEmbeddingGenerator>? logger)
    {
        (_model, _pipeline, _logger) = (model, pipeline, logger ?? NullLogger<KlueEmbeddingGenerator>.Instance);
        _metadata = new EmbeddingGeneratorMetadata(ProviderName, defaultModelId: model.Name, defaultModelDimensions: pipeline.Dimensions);
    }

    /// <summary>Embeds texts, in their order.</summary>
    /// <param name="values">The texts, read before the call returns.</param>
    /// <param name="options">
    /// <see cref="EmbeddingGenerationOptions.Dimensions"/> and <see cref="EmbeddingGenerationOptions.ModelId"/>, where they are set, must be
    /// the model's own: a vector is never cut, and there is no other model. Additional properties are other providers' and not read.
    /// </param>
    /// <param name="cancellationToken">Looked at between two layers.</param>
    /// <exception cref="InputException">A text is empty, or the options ask for what the model is not.</exception>
    /// <exception cref="ArgumentException">A text is null.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The generator was disposed of.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        RefuseOther(options);
        string[] texts = [.. values];
        if (Array.IndexOf(texts, null) is var missing && missing >= 0)
        {
            throw new ArgumentException($"Text {missing} is null.", nameof(values));
        }

        return await Task.Run(() => Generate(texts, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Gives this generator's <see cref="EmbeddingGeneratorMetadata"/>, the <see cref="KlueModel"/>, its <see cref="BertTokenizer"/>, the
    /// <see cref="SentenceEmbeddingPipeline"/> or the generator itself; null for anything else.
    /// </summary>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType == typeof(KlueModel) ? _model
            : serviceType == typeof(BertTokenizer) ? _pipeline.Tokenizer
            : serviceType == typeof(SentenceEmbeddingPipeline) ? _pipeline
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    /// <summary>Frees what the generator made for itself; not the model. No other call may be running or follow.</summary>
    public void Dispose()
    {
        if (!_isDisposed && _ownsPipeline)
        {
            _pipeline.Dispose();
        }

        _isDisposed = true;
    }

    private GeneratedEmbeddings<Embedding<float>> Generate(string[] texts, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var embeddings = _pipeline.Run(texts, cancellationToken);
        var now = DateTimeOffset.UtcNow;
        var tokens = embeddings.Sum(embedding => (long)embedding.TokenCount);
        var cut = embeddings.Count(embedding => embedding.IsTruncated);
        KlueLog.Embedded(_logger, _model.Name, texts.Length, tokens, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        if (cut > 0)
        {
            KlueLog.Cut(_logger, _model.Name, cut, texts.Length);
        }

        return new GeneratedEmbeddings<Embedding<float>>(embeddings.Select(embedding => new Embedding<float>(embedding.Vector)
        {
            CreatedAt = now,
            ModelId = _model.Name,
            AdditionalProperties = embedding.IsTruncated ? new() { [IsTruncatedKey] = true } : null,
        }))
        {
            Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
        };
    }

    private void RefuseOther(EmbeddingGenerationOptions? options)
    {
        if (options?.Dimensions is { } dimensions && dimensions != _pipeline.Dimensions)
        {
            throw new InputException(
                $"{nameof(options.Dimensions)} is {dimensions}; the vectors of {_model.Name} have {_pipeline.Dimensions} and are never cut.");
        }

        if (options?.ModelId is { } id && id != _model.Name)
        {
            throw new InputException($"{nameof(options.ModelId)} is {id}; this generator runs {_model.Name} alone.");
        }
    }

    private static KlueModel Required(KlueModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model;
    }
}
