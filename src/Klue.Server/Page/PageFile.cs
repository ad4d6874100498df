using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Klue.Server.Page;

/// <summary>A static file of the page, out of the assembly; a browser that has it is told so instead of sent it again.</summary>
/// <param name="Content">The file.</param>
/// <param name="ContentType">Its media type.</param>
internal sealed record PageFile(byte[] Content, string ContentType)
{
    private readonly EntityTagHeaderValue _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Content)[..16])}\"");

    /// <summary>Answers a GET or HEAD request.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        PageHeaders.Add(context.Response.Headers);

        // Kept, and asked about each time: a new version of the server shows at once.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(Content, ContentType, entityTag: _tag).ExecuteAsync(context);
    }
}
