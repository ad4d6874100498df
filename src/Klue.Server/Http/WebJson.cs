using System.Text.Encodings.Web;
using System.Text.Json;

namespace Klue.Server.Http;

/// <summary>How JSON is read and written, the same for every API.</summary>
internal static class WebJson
{
    /// <summary>
    /// Snake case, as all of these APIs have it; Korean as it is, not as escapes, for nothing of this is put into HTML. A member that
    /// comes twice is an error, one that nobody knows is passed over, as in the originals.
    /// </summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };
}
