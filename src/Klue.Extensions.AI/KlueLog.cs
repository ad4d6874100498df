using Microsoft.Extensions.Logging;

namespace Klue.Extensions.AI;

/// <summary>What is logged: names, numbers and times, never a text.</summary>
internal static partial class KlueLog
{
    [LoggerMessage(1, LogLevel.Information, "Loaded {Model} from {Folder} in {Milliseconds:F0} ms; its weights take {WeightBytes} bytes.")]
    public static partial void Loaded(ILogger logger, string model, string folder, double milliseconds, long weightBytes);

    [LoggerMessage(2, LogLevel.Warning, "{Model}: {Remark}")]
    public static partial void Remark(ILogger logger, string model, string remark);

    [LoggerMessage(3, LogLevel.Debug, "{Model} embedded {Texts} texts of {Tokens} tokens in {Milliseconds:F1} ms.")]
    public static partial void Embedded(ILogger logger, string model, int texts, long tokens, double milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "{Model} takes no more tokens: the end of {Cut} of {Texts} texts was left out.")]
    public static partial void Cut(ILogger logger, string model, int cut, int texts);
}
