namespace Klue.Cli.Commands;

/// <summary>A named result of <c>klue forward</c>, row-major.</summary>
internal sealed record ForwardOutput(string Name, long[] Shape, float[] Values);
