namespace Klue.Bench.Timing;

/// <summary>What was found about a case.</summary>
internal sealed record Measurement
{
    /// <inheritdoc cref="BenchCase.Suite"/>
    public required string Suite { get; init; }

    /// <inheritdoc cref="BenchCase.Labels"/>
    public required IReadOnlyList<Label> Labels { get; init; }

    /// <inheritdoc cref="BenchCase.Threads"/>
    public required int Threads { get; init; }

    /// <inheritdoc cref="BenchCase.Work"/>
    public required Work Work { get; init; }

    /// <summary>Seconds of one run.</summary>
    public required Sample Seconds { get; init; }

    /// <summary>The operations' share of what the arithmetic units can do.</summary>
    public Share? Compute { get; init; }

    /// <summary>The bytes' share of what can be read.</summary>
    public Share? Read { get; init; }

    /// <summary>Most bytes of memory that the process held; 0 where nobody asked.</summary>
    public double PeakMemory { get; init; }

    /// <summary>Operations a second.</summary>
    public double OperationRate => Work.Operations / Seconds.Median;

    /// <summary>Bytes a second.</summary>
    public double ByteRate => Work.Bytes / Seconds.Median;

    /// <summary>Items a second.</summary>
    public double ItemRate => Work.Items / Seconds.Median;

    /// <summary>The value of a label, or an empty string.</summary>
    public string LabelOf(string name) => Labels.FirstOrDefault(label => label.Name == name).Value ?? "";
}
