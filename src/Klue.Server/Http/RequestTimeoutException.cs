namespace Klue.Server.Http;

/// <summary>A request took longer than the server allows.</summary>
internal sealed class RequestTimeoutException(TimeSpan limit)
    : Exception(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The request took longer than {limit.TotalSeconds} seconds."));
