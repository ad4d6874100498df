using Klue.Server.Errors;
using Klue.Server.Metrics;
using Microsoft.AspNetCore.Http;

namespace Klue.Server.Http;

/// <summary>Lets in as many requests at once as the options say, and turns the rest away before anything of them is read.</summary>
internal sealed class Admission
{
    private readonly int _limit;
    private int _count;

    public Admission(ServerOptions options, ServerMeter meter)
    {
        _limit = options.MaxConcurrentRequests;
        meter.Watch("klue.server.requests.active", "Requests that are worked on or wait.", () => Volatile.Read(ref _count));
    }

    /// <summary>Counts a request that may compute; others pass.</summary>
    /// <exception cref="RequestException">There are too many.</exception>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _count) > _limit)
            {
                throw new RequestException(ErrorKind.Overloaded, $"The server works on {_limit} requests already; try again.");
            }

            await next(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
