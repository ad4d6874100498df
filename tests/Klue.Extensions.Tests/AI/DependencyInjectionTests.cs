using Klue.Extensions.AI;
using Klue.Models;
using Klue.Pipelines;
using Klue.Tasks.Pipelines;
using Klue.Tests;
using Klue.Tokenizer;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Klue.Extensions.Tests.AI;

/// <summary>What <c>AddKlue</c> puts into a container.</summary>
public sealed class DependencyInjectionTests
{
    private static readonly Type[] OfEveryModel =
    [
        typeof(KlueModel), typeof(BertTokenizer), typeof(SentenceEmbeddingPipeline), typeof(SentenceSimilarityPipeline),
        typeof(FeatureExtractionPipeline), typeof(KlueEmbeddingGenerator), typeof(IEmbeddingGenerator<string, Embedding<float>>), typeof(IEmbeddingGenerator),
    ];

    [Fact]
    public void Everything_is_made_once()
    {
        using var provider = Provider(services => services.AddKlue(options => options.Folder = SmallModel.FillMaskFolder));
        using var scope = provider.CreateScope();
        Assert.All([.. OfEveryModel, typeof(FillMaskPipeline)], type =>
            Assert.Same(provider.GetRequiredService(type), scope.ServiceProvider.GetRequiredService(type)));
        var klue = provider.GetRequiredService<KlueModel>();
        Assert.Same(klue.Tokenizer, provider.GetRequiredService<BertTokenizer>());
        Assert.Same(klue.Model, provider.GetRequiredService<FillMaskPipeline>().Model);
        Assert.Equal("영화", provider.GetRequiredService<FillMaskPipeline>().Run("이 [MASK]는 꼭 봐야 한다.")[0][0].TokenString);
    }

    [Fact]
    public void Every_pipeline_of_the_engine_is_there()
    {
        var services = new ServiceCollection();
        services.AddKlue(options => options.Folder = SmallModel.FillMaskFolder);
        var registered = services.Select(service => service.ServiceType).ToHashSet();
        Assert.DoesNotContain(PipelineTypes(), type => type != typeof(DialogueStateTracker) && !registered.Contains(type));

        static IEnumerable<Type> PipelineTypes() =>
            from method in typeof(KlueModel).GetMethods()
            where method.Name.StartsWith("Create", StringComparison.Ordinal)
            select method.ReturnType;
    }

    [Fact]
    public void The_models_are_freed_with_the_provider()
    {
        var provider = Provider(services => services.AddKlue(options => options.Folder = SmallModel.SentencesFolder));
        var generator = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        var klue = provider.GetRequiredService<KlueModel>();
        provider.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { _ = generator.GenerateAsync(["글"]).GetAwaiter().GetResult(); });
        Assert.Throws<ObjectDisposedException>(() => klue.Embed("글"));
    }

    [Fact]
    public void Several_models_stand_side_by_side_under_their_names()
    {
        using var provider = Provider(services => services
            .AddKlue("sentences", options => options.Folder = SmallModel.SentencesFolder)
            .AddKlue("entities", options => options.Folder = SmallModel.EntitiesFolder));
        Assert.Null(provider.GetService<KlueModel>());
        Assert.Equal("klue-mini-sentence", provider.GetRequiredKeyedService<KlueModel>("sentences").Name);
        Assert.Equal("klue-mini-ner", provider.GetRequiredKeyedService<KlueModel>("entities").Name);
        Assert.All(OfEveryModel, type => Assert.NotSame(
            provider.GetRequiredKeyedService(type, "sentences"), provider.GetRequiredKeyedService(type, "entities")));
        Assert.Equal("PS", provider.GetRequiredKeyedService<TokenClassificationPipeline>("entities").Run("홍길동은 서울대학교에 입학했다.")[0].Label);
        Assert.Equal(
            "klue-mini-sentence",
            provider.GetRequiredKeyedService<IEmbeddingGenerator<string, Embedding<float>>>("sentences").GetService<KlueModel>()!.Name);
    }

    [Fact]
    public void What_was_registered_before_stays()
    {
        using var provider = Provider(services =>
        {
            services.AddSingleton(provider => provider.GetRequiredService<KlueModel>().CreateFillMask(new FillMaskOptions { TopK = 2 }));
            services.AddKlue(options => options.Folder = SmallModel.FillMaskFolder);
        });
        Assert.Equal(2, provider.GetRequiredService<FillMaskPipeline>().Run("이 [MASK]는 꼭 봐야 한다.")[0].Count);
    }

    [Fact]
    public void Adding_a_model_twice_adds_settings_only()
    {
        var services = new ServiceCollection();
        services.AddKlue(options => options.Folder = "nowhere");
        var count = services.Count;
        services.AddKlue(options => options.Folder = SmallModel.FillMaskFolder);
        Assert.Equal(count + 1, services.Count);
        using var provider = services.BuildServiceProvider();
        Assert.Equal("klue-mini", provider.GetRequiredService<KlueModel>().Name);
    }

    [Fact]
    public void A_head_that_is_not_there_is_named_when_its_pipeline_is_asked_for()
    {
        using var provider = Provider(services => services.AddKlue(options => options.Folder = SmallModel.FillMaskFolder));
        Assert.Contains("no TokenClassification head", Assert.Throws<InputException>(provider.GetRequiredService<TokenClassificationPipeline>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_stops_the_application_at_its_start_with_one_line()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddKlue(options => options.Folder = "no/such/folder");
        using var host = builder.Build();
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Equal($"Klue: Folder is 'no/such/folder', and there is no such folder (seen from '{Environment.CurrentDirectory}').", fault.Message);
    }

    [Fact]
    public void Every_fault_of_the_options_is_told_at_once()
    {
        using var provider = Provider(services => services.AddKlue("second", options =>
            (options.Threads, options.TokensPerBatch, options.MaxLength, options.Weights) = (0, -1, 0, (Kernels.WeightFormat)77)));
        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredKeyedService<KlueModel>("second"));
        Assert.Equal(
            [
                "Klue 'second': Folder is not set; expected a model folder.",
                "Klue 'second': Threads is 0; expected 1 or more.",
                "Klue 'second': TokensPerBatch is -1; expected 1 or more.",
                "Klue 'second': MaxLength is 0; expected 1 or more.",
                "Klue 'second': Weights is 77; expected F32, BF16, F16, I8.",
            ],
            fault.Failures);
    }

    [Fact]
    public async Task The_options_may_stand_in_a_configuration()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Klue:Folder"] = SmallModel.SentencesFolder,
            ["Klue:Threads"] = "1",
            ["Klue:Weights"] = "BF16",
            ["Klue:MaxLength"] = "8",
            ["Klue:Truncate"] = "false",
        });
        builder.Services.AddKlue().AddOptions<KlueOptions>().BindConfiguration("Klue");
        using var host = builder.Build();
        await host.StartAsync();

        var embed = host.Services.GetRequiredService<SentenceEmbeddingPipeline>();
        Assert.Equal(
            "The text has 15 tokens; the limit is 8. Truncate it or split it.",
            Assert.Throws<InputException>(() => embed.Run("처음부터 끝까지 정말 재미있게 봤습니다. 추천해요!")).Message);
        Assert.True(host.Services.GetRequiredService<KlueModel>().Model.WeightBytes < SmallModel.Sentences.Model.WeightBytes);
        await host.StopAsync();
    }

    [Fact]
    public void Loading_is_logged()
    {
        using var logs = new FakeLoggerProvider();
        using var provider = Provider(services => services
            .AddLogging(logging => logging.AddProvider(logs))
            .AddKlue(options => options.Folder = SmallModel.SentencesFolder));
        _ = provider.GetRequiredService<KlueModel>();
        var record = Assert.Single(logs.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Information, record.Level);
        Assert.Equal(typeof(KlueModel).FullName, record.Category);
        Assert.StartsWith("Loaded klue-mini-sentence from ", record.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_no_model_says_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        using var provider = Provider(services => services.AddKlue(options => options.Folder = folder.FullName));
        Assert.Contains("config.json", Assert.ThrowsAny<KlueException>(provider.GetRequiredService<KlueModel>).Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Provider(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
