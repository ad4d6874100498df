namespace Klue.Bench.Workloads;

/// <summary>What follows a matrix product while its tile is in cache.</summary>
internal enum GemmEpilogue
{
    /// <summary>Nothing: query, key and value.</summary>
    None,

    /// <summary>The residual is added: attention's output, and the second of the feed-forward block.</summary>
    Residual,

    /// <summary>Exact GELU: the first of the feed-forward block.</summary>
    Gelu,
}
