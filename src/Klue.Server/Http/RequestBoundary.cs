using System.Diagnostics;
using System.Globalization;
using Klue.Server.Errors;
using Klue.Server.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Klue.Server.Http;

/// <summary>Around every request: its time limit, its error as JSON, its line in the log, its numbers in the metrics.</summary>
internal sealed partial class RequestBoundary(ServerOptions options, ServerMeter meter, ILogger<RequestBoundary> logger)
{
    // What nginx logs when the client was gone before the answer; nobody receives it.
    private const int ClientClosedRequest = 499;

    /// <summary>Answers a request, whatever happens.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var start = Stopwatch.GetTimestamp();
        var client = context.RequestAborted;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(client);
        limited.CancelAfter(options.RequestTimeout);
        context.RequestAborted = limited.Token;
        context.Response.OnStarting(() =>
        {
            // W3C Server Timing, which browsers show beside the round trip.
            context.Response.Headers["Server-Timing"] = string.Create(CultureInfo.InvariantCulture, $"total;dur={Stopwatch.GetElapsedTime(start).TotalMilliseconds:F2}");
            return Task.CompletedTask;
        });
        var status = 0;
        try
        {
            await next(context).ConfigureAwait(false);
            await WriteBareErrorAsync(context).ConfigureAwait(false);
        }
        catch (Exception) when (client.IsCancellationRequested)
        {
            status = ClientClosedRequest;
        }
        catch (Exception exception)
        {
            context.RequestAborted = client;
            await FailAsync(context, exception is OperationCanceledException && limited.IsCancellationRequested ? new RequestTimeoutException(options.RequestTimeout) : exception)
                .ConfigureAwait(false);
        }

        status = status == 0 ? context.Response.StatusCode : status;
        var duration = Stopwatch.GetElapsedTime(start);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        meter.Answered(route, status, duration);
        LogRequest(context.Request.Method, route, status, duration.TotalMilliseconds);
    }

    // What routing itself refuses has a status and nothing else.
    private static Task WriteBareErrorAsync(HttpContext context) => context.Response switch
    {
        { HasStarted: true } => Task.CompletedTask,
        { StatusCode: StatusCodes.Status404NotFound } => ErrorShape.WriteAsync(context, new RequestFault(ErrorKind.NoSuchRoute, "There is no such route (see /docs).")),
        { StatusCode: StatusCodes.Status405MethodNotAllowed } response => ErrorShape.WriteAsync(
            context, new RequestFault(ErrorKind.WrongMethod, $"The route does not take {context.Request.Method}; expected {response.Headers.Allow}.")),
        _ => Task.CompletedTask,
    };

    private async Task FailAsync(HttpContext context, Exception exception)
    {
        var fault = RequestFault.Of(exception);
        if (fault.Kind == ErrorKind.Internal)
        {
            LogFailure(exception);
        }

        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        try
        {
            await ErrorShape.WriteAsync(context, fault).ConfigureAwait(false);
        }
        catch (Exception writing) when (writing is IOException or OperationCanceledException)
        {
            // The client is gone.
        }
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Route} {Status} {Milliseconds:F1} ms")]
    private partial void LogRequest(string method, string route, int status, double milliseconds);

    [LoggerMessage(LogLevel.Error, "A request failed.")]
    private partial void LogFailure(Exception exception);
}
