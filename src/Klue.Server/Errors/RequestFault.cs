using Klue.Models;
using Klue.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Klue.Server.Errors;

/// <summary>What a sender is told: the one place where exceptions become kinds of errors and kinds become status codes.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Message">One line.</param>
internal sealed record RequestFault(ErrorKind Kind, string Message)
{
    /// <summary>The status code.</summary>
    public int Status => Kind switch
    {
        ErrorKind.NotJson or ErrorKind.Empty or ErrorKind.BadHttp => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthorized => StatusCodes.Status401Unauthorized,
        ErrorKind.NoSuchRoute or ErrorKind.NoSuchModel => StatusCodes.Status404NotFound,
        ErrorKind.WrongMethod => StatusCodes.Status405MethodNotAllowed,
        ErrorKind.TooSlow => StatusCodes.Status408RequestTimeout,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.WrongMediaType => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.WrongShape or ErrorKind.UnfitText => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.NoHead => StatusCodes.Status424FailedDependency,
        ErrorKind.Overloaded => StatusCodes.Status429TooManyRequests,
        ErrorKind.Stopping or ErrorKind.TimedOut => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>What an exception means to the sender.</summary>
    public static RequestFault Of(Exception exception) => exception switch
    {
        RequestException request => new(request.Kind, request.Message),
        InputException input => new(KindOf(input.Fault), input.Message),
        RequestTimeoutException timeout => new(ErrorKind.TimedOut, timeout.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(ErrorKind.TooLarge, "The body is larger than the server takes."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new(ErrorKind.TooSlow, "The body came too slowly."),
        BadHttpRequestException => new(ErrorKind.BadHttp, "The request breaks the rules of HTTP."),
        _ => new(ErrorKind.Internal, "The server failed; its log says more."),
    };

    private static ErrorKind KindOf(InputFault fault) => fault switch
    {
        InputFault.Empty => ErrorKind.Empty,
        InputFault.TooLong => ErrorKind.TooLarge,
        _ => ErrorKind.UnfitText,
    };
}
