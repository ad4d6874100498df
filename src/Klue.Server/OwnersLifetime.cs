using Microsoft.Extensions.Hosting;

namespace Klue.Server;

/// <summary>A server that hears no signals: whoever made it stops it.</summary>
internal sealed class OwnersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
