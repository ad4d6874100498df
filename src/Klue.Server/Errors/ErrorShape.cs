using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Klue.Server.Errors;

/// <summary>How each API writes an error: the one place for all three.</summary>
internal static class ErrorShape
{
    // The page's own routes speak as those of Hugging Face, which it also calls.
    private static readonly string[] HuggingFacePaths = ["/models", "/pipeline", "/page"];

    /// <summary>Answers a request with an error, in the JSON of the API that its path belongs to.</summary>
    public static async Task WriteAsync(HttpContext context, RequestFault fault)
    {
        var response = context.Response;
        response.StatusCode = fault.Status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        if (fault.Kind is ErrorKind.Overloaded or ErrorKind.Stopping)
        {
            response.Headers.RetryAfter = "1";
        }
        else if (fault.Kind == ErrorKind.Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        var body = Body(context.Request.Path, fault);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static byte[] Body(PathString path, RequestFault fault)
    {
        if (path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            return JsonSerializer.SerializeToUtf8Bytes(
                new OpenAiError(new OpenAiErrorDetail(fault.Message, OpenAiType(fault.Kind), null, OpenAiCode(fault.Kind))), ErrorJson.Web.OpenAiError);
        }

        return HuggingFacePaths.Any(root => path.StartsWithSegments(root, StringComparison.Ordinal))
            ? JsonSerializer.SerializeToUtf8Bytes(new HuggingFaceError(fault.Message), ErrorJson.Web.HuggingFaceError)
            : JsonSerializer.SerializeToUtf8Bytes(new TeiError(fault.Message, TeiType(fault.Kind)), ErrorJson.Web.TeiError);
    }

    // The types that text-embeddings-inference has, each with its own code there too; what it has no type for is called by our own name.
    private static string TeiType(ErrorKind kind) => kind switch
    {
        ErrorKind.Empty => "empty",
        ErrorKind.UnfitText => "tokenizer",
        ErrorKind.NoHead or ErrorKind.Internal => "backend",
        ErrorKind.Overloaded => "overloaded",
        ErrorKind.Stopping or ErrorKind.TimedOut => "unhealthy",
        ErrorKind.Unauthorized => "unauthorized",
        ErrorKind.NoSuchRoute or ErrorKind.NoSuchModel => "not_found",
        _ => "validation",
    };

    private static string OpenAiType(ErrorKind kind) => kind switch
    {
        ErrorKind.Overloaded => "rate_limit_error",
        ErrorKind.Stopping or ErrorKind.TimedOut or ErrorKind.Internal => "server_error",
        _ => "invalid_request_error",
    };

    private static string? OpenAiCode(ErrorKind kind) => kind switch
    {
        ErrorKind.Unauthorized => "invalid_api_key",
        ErrorKind.NoSuchModel => "model_not_found",
        ErrorKind.NoSuchRoute => "unknown_url",
        ErrorKind.TooLarge => "context_length_exceeded",
        ErrorKind.Overloaded => "rate_limit_exceeded",
        _ => null,
    };
}
