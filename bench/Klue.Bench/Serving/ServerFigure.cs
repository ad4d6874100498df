using System.Globalization;
using Klue.Bench.Results;

namespace Klue.Bench.Serving;

/// <summary>One number that a case found.</summary>
/// <param name="Case">The case.</param>
/// <param name="Measure">What was measured, with its unit.</param>
/// <param name="Value">The number.</param>
internal sealed record ServerFigure(string Case, string Measure, double Value)
{
    /// <summary>What is shown of each.</summary>
    public static IReadOnlyList<Column<ServerFigure>> Columns { get; } =
    [
        new("case", figure => figure.Case),
        new("measure", figure => figure.Measure),
        new("value", figure => figure.Value.ToString(double.IsInteger(figure.Value) ? "0" : "0.000", CultureInfo.InvariantCulture)),
    ];
}
