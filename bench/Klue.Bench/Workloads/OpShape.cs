using Klue.CommandLine;

namespace Klue.Bench.Workloads;

/// <summary>The matrix that an operation on elements or rows works on.</summary>
internal readonly record struct OpShape(int Rows, int Columns)
{
    /// <summary>The hidden states of 128 tokens, which a core's own cache holds, and of 2048, which it does not.</summary>
    public const string DefaultNames = "128x768,2048x768";

    /// <summary>Its elements.</summary>
    public int Elements => checked(Rows * Columns);

    /// <summary>Reads <c>RxC</c>.</summary>
    /// <exception cref="UsageException">It is something else, or too large.</exception>
    public static OpShape Parse(string text) => ShapeText.Sizes(text) is [var rows, var columns] && (long)rows * columns <= Array.MaxLength / 2
        ? new OpShape(rows, columns)
        : throw new UsageException($"--shapes: '{text}' is no matrix; expected rows x columns such as 128x768.");
}
