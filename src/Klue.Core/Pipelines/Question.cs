namespace Klue.Pipelines;

/// <summary>A question about a text.</summary>
/// <param name="Text">The question.</param>
/// <param name="Context">The text that the answer is looked for in, of any length.</param>
public readonly record struct Question(string Text, string Context)
{
    internal int Length => (Text?.Length ?? 0) + (Context?.Length ?? 0);
}
