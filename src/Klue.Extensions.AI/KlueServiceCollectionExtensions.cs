using System.Diagnostics;
using Klue;
using Klue.Extensions.AI;
using Klue.Pipelines;
using Klue.Tokenizer;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Klue for applications that are put together by dependency injection.</summary>
public static class KlueServiceCollectionExtensions
{
    /// <summary>
    /// Adds a model: <see cref="KlueModel"/>, its <see cref="BertTokenizer"/>, a pipeline for each task, and an embedding generator. All are
    /// singletons that are made when first asked for, so that a model loads once, and freed with the provider.
    /// </summary>
    /// <remarks>
    /// A pipeline whose head or tokenizer the folder does not hold throws when it is asked for, and says what there is. What was registered
    /// before stays: a pipeline with options of its own is registered by <c>services.AddSingleton(provider =>
    /// provider.GetRequiredService&lt;KlueModel&gt;().CreateFillMask(options))</c>. A dialogue tracker needs its slots and is made in this
    /// way always.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets at least <see cref="KlueOptions.Folder"/>; null when the options come from elsewhere, such as a configuration.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKlue(this IServiceCollection services, Action<KlueOptions>? configure = null) =>
        Add(services, key: null, Options.Options.DefaultName, configure);

    /// <summary>
    /// Adds a model under a name, beside others: the same services as <see cref="AddKlue(IServiceCollection, Action{KlueOptions}?)"/>, each
    /// with the name as its key, <c>[FromKeyedServices("name")] KlueModel klue</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key of the services and the name of the options.</param>
    /// <param name="configure">Sets at least <see cref="KlueOptions.Folder"/>; null when the options come from elsewhere, such as a configuration.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddKlue(this IServiceCollection services, string name, Action<KlueOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, name, configure);
    }

    private static IServiceCollection Add(IServiceCollection services, string? key, string optionsName, Action<KlueOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<KlueOptions>(optionsName);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(KlueModel) && Equals(service.ServiceKey, key)))
        {
            return services;
        }

        services.AddSingleton<IValidateOptions<KlueOptions>>(new KlueOptionsValidation(optionsName));
        options.ValidateOnStart();

        AddSingleton(provider => Load(provider, OptionsOf(provider)));
        AddSingleton(provider => Model(provider).Tokenizer);
        AddSingleton(provider => Model(provider).CreateFillMask());
        AddSingleton(provider => Model(provider).CreateTextClassification());
        AddSingleton(provider => Model(provider).CreateTokenClassification());
        AddSingleton(provider => Model(provider).CreateQuestionAnswering());
        AddSingleton(provider => Model(provider).CreateFeatureExtraction());
        AddSingleton(provider => Model(provider).CreateAttention());
        AddSingleton(provider => Model(provider).CreateSparseEmbedding());
        AddSingleton(provider => Model(provider).CreateSentenceEmbedding(OptionsOf(provider).ToEmbeddingOptions()));
        AddSingleton(provider => new SentenceSimilarityPipeline(Embedding(provider)));
        AddSingleton(provider => Model(provider).CreateTopicClassifier());
        AddSingleton(provider => Model(provider).CreateSentenceSimilarity());
        AddSingleton(provider => Model(provider).CreateNaturalLanguageInference());
        AddSingleton(provider => Model(provider).CreateEntityRecognizer());
        AddSingleton(provider => Model(provider).CreateRelationExtractor());
        AddSingleton(provider => Model(provider).CreateDependencyParser());
        AddSingleton(provider => Model(provider).CreateQuestionAnswerer());
        AddSingleton(provider => new KlueEmbeddingGenerator(
            Model(provider), Embedding(provider), provider.GetService<ILogger<KlueEmbeddingGenerator>>()));
        AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(provider => provider.GetRequiredKeyedService<KlueEmbeddingGenerator>(key));
        AddSingleton<IEmbeddingGenerator>(provider => provider.GetRequiredKeyedService<IEmbeddingGenerator<string, Embedding<float>>>(key));
        return services;

        // A descriptor whose key is null is one without a key.
        void AddSingleton<T>(Func<IServiceProvider, T> make)
            where T : class =>
            services.TryAdd(new ServiceDescriptor(typeof(T), key, (provider, _) => make(provider), ServiceLifetime.Singleton));

        KlueOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptionsMonitor<KlueOptions>>().Get(optionsName);
        KlueModel Model(IServiceProvider provider) => provider.GetRequiredKeyedService<KlueModel>(key);
        SentenceEmbeddingPipeline Embedding(IServiceProvider provider) => provider.GetRequiredKeyedService<SentenceEmbeddingPipeline>(key);
    }

    private static KlueModel Load(IServiceProvider provider, KlueOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        var model = KlueModel.Load(options.Folder!, options.ToModelOptions());
        if (provider.GetService<ILogger<KlueModel>>() is { } logger)
        {
            KlueLog.Loaded(logger, model.Name, model.Folder, Stopwatch.GetElapsedTime(start).TotalMilliseconds, model.Model.WeightBytes);
            foreach (var warning in model.Model.Warnings)
            {
                KlueLog.Remark(logger, model.Name, warning);
            }
        }

        return model;
    }
}
