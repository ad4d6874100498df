using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Klue.Server.Http;

/// <summary>The log: lines on standard error.</summary>
internal static class RequestLog
{
    public static void Add(ILoggingBuilder logging, ServerOptions options)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // What the host finds wrong is thrown at whoever started it.
        logging.AddFilter("Microsoft", LogLevel.None);
        logging.AddFilter("Klue", options.LogRequests || options.LogTexts ? LogLevel.Information : LogLevel.Error);
    }
}
