using System.Text.Json;

namespace Klue.Server.Tests;

/// <summary>What the server says of itself.</summary>
public sealed class StateTests
{
    [Fact]
    public async Task A_server_is_healthy_and_names_its_models()
    {
        await using var server = await RunningServer.StartAsync();
        using var health = await server.Client.GetAsync("/health", TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)health.StatusCode);

        using var info = JsonDocument.Parse(await server.Client.GetStringAsync("/info", TestContext.Current.CancellationToken));
        Assert.Equal("klue-mini-sentence", info.RootElement.GetProperty("model_id").GetString());
    }
}
