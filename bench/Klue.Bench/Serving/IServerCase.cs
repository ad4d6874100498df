namespace Klue.Bench.Serving;

/// <summary>One way to load a server.</summary>
internal interface IServerCase
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Starts a server on loopback, loads it, and tells what was seen.</summary>
    Task<IReadOnlyList<ServerFigure>> RunAsync(CancellationToken cancellationToken);
}
