using Klue.Tasks;

namespace Klue.Conversion.Writing;

/// <summary>What a conversion did, or would do.</summary>
internal sealed class ConversionReport
{
    /// <summary>The parts of the model that have weights, the transformer first.</summary>
    public List<ConvertedPart> Parts { get; } = [];

    /// <summary>The files that went along.</summary>
    public List<string> Copied { get; } = [];

    /// <summary>One-line remarks.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>The task of a KLUE-baseline checkpoint.</summary>
    public KlueTask? Task { get; set; }
}
