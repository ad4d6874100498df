using Klue.Server.Batching;
using Klue.Server.Http;
using Klue.Server.HuggingFace;
using Klue.Server.Metrics;
using Klue.Server.OpenAi;
using Klue.Server.Page;
using Klue.Server.Reference;
using Klue.Server.State;
using Klue.Server.Tei;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Klue.Server;

/// <summary>Klue's models over HTTP.</summary>
public static class KlueServer
{
    /// <summary>
    /// Loads the models and makes the server, which is not started yet. It reads no settings but these: no file, no
    /// environment variable. Dispose of it to free the models.
    /// </summary>
    /// <exception cref="ServerOptionsException">The options cannot be served.</exception>
    /// <exception cref="KlueException">A model cannot be loaded.</exception>
    public static WebApplication Build(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "klue" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => KestrelLimits.Apply(kestrel, options));
        builder.WebHost.UseSockets(sockets => sockets.Backlog = options.MaxConnections);
        AddServices(builder.Services, options);
        RequestLog.Add(builder.Logging, options);

        var registry = ModelRegistry.Load(options);
        builder.Services.AddSingleton(_ => registry);
        var app = builder.Build();
        foreach (var url in options.Urls)
        {
            app.Urls.Add(url);
        }

        UsePipeline(app, options);
        MapRoutes(app, options);
        return app;
    }

    // What is made by the container is disposed of by it, last made first: the engine before the models that it computes with.
    private static void AddServices(IServiceCollection services, ServerOptions options)
    {
        services.AddRoutingCore();
        services.AddCors();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout);
        services.AddSingleton(options);
        services.AddSingleton<ServerMeter>();
        services.AddSingleton<PrometheusExporter>();
        services.AddSingleton<BatchEngine>();
        services.AddSingleton<Inference>();
        services.AddSingleton<RequestBoundary>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<Admission>();
        if (options.LogTexts)
        {
            services.AddSingleton<TextLog>();
        }

        if (!options.StopsOnSignals)
        {
            services.AddSingleton<IHostLifetime, OwnersLifetime>();
        }
    }

    private static void UsePipeline(WebApplication app, ServerOptions options)
    {
        Use(app.Services.GetRequiredService<RequestBoundary>().InvokeAsync);
        if (options.CorsOrigins.Count > 0)
        {
            app.UseCors(cors => cors.WithOrigins([.. options.CorsOrigins]).AllowAnyHeader().WithMethods(HttpMethods.Get, HttpMethods.Post));
        }

        Use(app.Services.GetRequiredService<ApiKeys>().InvokeAsync);
        Use(app.Services.GetRequiredService<Admission>().InvokeAsync);

        void Use(Func<HttpContext, RequestDelegate, Task> middleware) => app.Use(next => context => middleware(context, next));
    }

    private static void MapRoutes(WebApplication app, ServerOptions options)
    {
        var services = app.Services;
        var registry = services.GetRequiredService<ModelRegistry>();
        var metrics = services.GetRequiredService<PrometheusExporter>();
        var inference = services.GetRequiredService<Inference>();
        StateEndpoints.Map(app, registry, options, services.GetRequiredService<BatchEngine>(), metrics, app.Lifetime);
        TeiEndpoints.Map(app, inference);
        OpenAiEndpoints.Map(app, inference, registry);
        HuggingFaceEndpoints.Map(app, inference);
        ReferenceEndpoints.Map(app);
        PageEndpoints.Map(app, inference, registry, options);
    }
}
