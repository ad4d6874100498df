using System.Security.Cryptography;
using System.Text;
using Klue.Server.Errors;
using Microsoft.AspNetCore.Http;

namespace Klue.Server.Http;

/// <summary>Lets requests pass that bring a valid key, as <c>Authorization: Bearer KEY</c>.</summary>
internal sealed class ApiKeys
{
    private const string Scheme = "Bearer ";

    private readonly byte[][] _hashes;

    public ApiKeys(ServerOptions options) => _hashes = [.. options.ApiKeys.Select(Hash)];

    /// <summary>Checks the key of a request.</summary>
    /// <exception cref="RequestException">Keys are asked for, and the request has no valid one.</exception>
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        _hashes.Length == 0 || context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<OpenToAll>() is not null || IsValid(context.Request)
            ? next(context)
            : throw new RequestException(ErrorKind.Unauthorized, "The request has no valid key; expected the header 'Authorization: Bearer KEY'.");

    // Hashes are of one length, and all are compared in full: how long it takes tells nothing of a key.
    private bool IsValid(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var given = Hash(header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "");
        var valid = false;
        foreach (var hash in _hashes)
        {
            valid |= CryptographicOperations.FixedTimeEquals(hash, given);
        }

        return valid;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
