using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Klue.Server.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Klue.Server.Http;

/// <summary>Reads the body of a request.</summary>
internal static class JsonBody
{
    // A body so many times too large is read to its end before it is refused.
    private const int MostPassedOver = 4;

    /// <summary>Reads the body, which must be declared as JSON.</summary>
    /// <exception cref="RequestException">It is not.</exception>
    /// <exception cref="BadHttpRequestException">It is too large, comes too slowly, or ends early.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasJsonContentType())
        {
            throw new RequestException(
                ErrorKind.WrongMediaType,
                request.ContentType is null ? "The body has no Content-Type; expected application/json." : "The body's Content-Type is not application/json.");
        }

        await RefuseLargeAsync(context).ConfigureAwait(false);
        var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        var body = new ReadOnlyMemory<byte>(buffer.GetBuffer(), 0, (int)buffer.Length);
        context.RequestServices.GetService<TextLog>()?.Write(request.Path, body);
        return body;
    }

    /// <summary>Reads JSON of one shape.</summary>
    /// <exception cref="RequestException">It is none, or has another shape.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(utf8.Span, shape) ?? throw WrongShape("$");
        }
        catch (JsonException exception)
        {
            throw FaultOf(utf8.Span, shape.Options.MaxDepth) ?? WrongShape(exception.Path);
        }
        catch (RequestException exception)
        {
            // A converter of ours found the wrong shape, perhaps in what is no JSON further on.
            throw FaultOf(utf8.Span, shape.Options.MaxDepth) ?? exception;
        }
    }

    // Most senders look for an answer only when all is sent, and find the connection broken where it was closed before. So a body
    // that says that it is somewhat too large is passed over; Kestrel cuts off all others.
    private static async Task RefuseLargeAsync(HttpContext context)
    {
        var size = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (size is { IsReadOnly: false, MaxRequestBodySize: { } limit }
            && context.Request.ContentLength is { } length && length > limit && length <= MostPassedOver * limit)
        {
            size.MaxRequestBodySize = length;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted).ConfigureAwait(false);
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }
    }

    // What is wrong with the body as JSON; null if nothing is, so that only its shape can be.
    private static RequestException? FaultOf(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        if (utf8.IsEmpty)
        {
            return new RequestException(ErrorKind.NotJson, "The body is empty; expected JSON.");
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= maxDepth)
                {
                    return new RequestException(ErrorKind.NotJson, $"The body is JSON deeper than {maxDepth} levels.");
                }

                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            return new RequestException(
                ErrorKind.NotJson, $"The body is no JSON from line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1} on.");
        }
        catch (InvalidOperationException)
        {
            return new RequestException(ErrorKind.NotJson, $"The body holds a string that is no valid Unicode, at byte {reader.TokenStartIndex + 1}.");
        }
    }

    private static RequestException WrongShape(string? path) => new(
        ErrorKind.WrongShape,
        path is null or "$" ? "The body is not what this route takes (see /docs)." : $"'{path}' is not what this route takes there (see /docs).");
}
