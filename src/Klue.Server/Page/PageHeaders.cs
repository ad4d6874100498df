using Microsoft.AspNetCore.Http;

namespace Klue.Server.Page;

/// <summary>
/// The headers that keep the page to itself: it runs its own scripts only, calls its own server only, shows nothing from elsewhere, and
/// lies in nobody's frame.
/// </summary>
internal static class PageHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Add(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
