namespace Klue.Cli.Output;

/// <summary>Something found out, under the name that JSON gives it.</summary>
/// <param name="Name">In snake case.</param>
/// <param name="Value">A whole number, a share or another fraction, a truth, or text; null where there is nothing to tell.</param>
internal readonly record struct Fact(string Name, object? Value);
