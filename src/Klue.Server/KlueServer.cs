using Klue.Server.Page;
using Klue.Server.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
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
        var registry = ModelRegistry.Load(options);
        try
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "klue" });
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
                kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
            });
            builder.Services.AddRoutingCore();
            builder.Services.AddSingleton(options);
            builder.Services.AddSingleton(_ => registry);
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout);

            var app = builder.Build();
            foreach (var url in options.Urls)
            {
                app.Urls.Add(url);
            }

            // The container disposes of what it has handed out.
            app.Services.GetRequiredService<ModelRegistry>();
            app.MapServerState();
            app.MapPage();
            return app;
        }
        catch
        {
            registry.Dispose();
            throw;
        }
    }
}
