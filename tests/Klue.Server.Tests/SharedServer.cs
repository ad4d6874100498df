[assembly: AssemblyFixture(typeof(Klue.Server.Tests.SharedServer))]

namespace Klue.Server.Tests;

/// <summary>One server with the usual limits and the models of the repository, for all tests that change nothing about it.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
