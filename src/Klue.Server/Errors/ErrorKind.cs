namespace Klue.Server.Errors;

/// <summary>Why a request is not answered.</summary>
internal enum ErrorKind
{
    /// <summary>The body is no JSON.</summary>
    NotJson,

    /// <summary>There is nothing to compute: no text, or one without tokens.</summary>
    Empty,

    /// <summary>No valid key.</summary>
    Unauthorized,

    /// <summary>No such route.</summary>
    NoSuchRoute,

    /// <summary>No such model.</summary>
    NoSuchModel,

    /// <summary>The route does not take this method.</summary>
    WrongMethod,

    /// <summary>The body came too slowly.</summary>
    TooSlow,

    /// <summary>A body, a text or a number of inputs beyond the limit.</summary>
    TooLarge,

    /// <summary>The body is not declared to be JSON.</summary>
    WrongMediaType,

    /// <summary>JSON, but not what the route takes.</summary>
    WrongShape,

    /// <summary>A text that the task can do nothing with.</summary>
    UnfitText,

    /// <summary>The model has no head for the task.</summary>
    NoHead,

    /// <summary>Too many requests at once.</summary>
    Overloaded,

    /// <summary>The server stops.</summary>
    Stopping,

    /// <summary>The answer took too long.</summary>
    TimedOut,

    /// <summary>HTTP itself was broken.</summary>
    BadHttp,

    /// <summary>A fault of the server's own.</summary>
    Internal,
}
