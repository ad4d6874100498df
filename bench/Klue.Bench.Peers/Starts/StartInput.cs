namespace Klue.Bench.Peers.Starts;

/// <summary>What a process that has just started computes.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Arguments">What names it on the process's command line.</param>
internal sealed record StartInput(string Name, IReadOnlyList<string> Arguments)
{
    /// <summary>A short text, for the time.</summary>
    public static StartInput Text { get; } = new("text", ["이 영화는 정말 재미있게 봤습니다."]);

    /// <summary>A large batch, for the memory.</summary>
    public static StartInput LargeBatch { get; } = new("8x128", ["--shape", "8x128"]);
}
