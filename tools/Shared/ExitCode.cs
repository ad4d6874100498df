namespace Klue.CommandLine;

/// <summary>What a process returns.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    public const int Success = 0;

    /// <summary>It failed for a reason of its own, or of the machine's.</summary>
    public const int Failure = 1;

    /// <summary>What it was given is wrong: options, files, text.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Told to end: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
