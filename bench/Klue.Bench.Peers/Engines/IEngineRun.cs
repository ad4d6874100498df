namespace Klue.Bench.Peers.Engines;

/// <summary>Texts that are ready to be run by an engine, over and over.</summary>
internal interface IEngineRun : IDisposable
{
    /// <summary>Runs all texts: what is timed.</summary>
    void Run();

    /// <summary>What the last run computed for a token of a text; for outputs of whole texts, the token is 0.</summary>
    ReadOnlySpan<float> Output(int text, int token);
}
