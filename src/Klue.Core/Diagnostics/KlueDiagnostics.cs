using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Klue.Diagnostics;

/// <summary>
/// The names under which Klue tells whoever listens, OpenTelemetry for example, what it computes. Each pass of a batch through a model
/// is one activity and one measurement of each instrument. No text and no token ever stands in them.
/// </summary>
public static class KlueDiagnostics
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> and of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string SourceName = "Klue";

    /// <summary>The activity of one pass of a batch.</summary>
    public const string ForwardActivity = "klue.forward";

    /// <summary>Histogram: seconds that one pass of a batch took. A cancelled one has the tag <see cref="ErrorTypeTag"/>.</summary>
    public const string ForwardDuration = "klue.forward.duration";

    /// <summary>Histogram: texts that ran together in one batch.</summary>
    public const string BatchTexts = "klue.batch.texts";

    /// <summary>Histogram: tokens that ran together in one batch.</summary>
    public const string BatchTokens = "klue.batch.tokens";

    /// <summary>Counter: texts computed.</summary>
    public const string Texts = "klue.texts";

    /// <summary>Counter: tokens computed, special ones included.</summary>
    public const string Tokens = "klue.tokens";

    /// <summary>Tag of all of them: the name of the model's folder.</summary>
    public const string ModelTag = "klue.model";

    /// <summary>Tag of a pass that did not end: <c>cancelled</c>.</summary>
    public const string ErrorTypeTag = "error.type";

    private static readonly string? Version =
        typeof(KlueDiagnostics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    internal static ActivitySource Source { get; } = new(SourceName, Version);

    internal static Meter Meter { get; } = new(SourceName, Version);
}
