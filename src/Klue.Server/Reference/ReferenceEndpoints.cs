using System.Text;
using System.Text.Json;
using Klue.Server.Http;
using Klue.Server.Page;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Klue.Server.Reference;

/// <summary>The routes described: an OpenAPI document, and a page made of it.</summary>
internal static class ReferenceEndpoints
{
    private const string Document = "reference/openapi.json";
    private const string Style = "reference/docs.css";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var document = EmbeddedFile.Read(Document);
        using var parsed = JsonDocument.Parse(document);
        Serve("/openapi.json", document, "application/json; charset=utf-8");
        Serve("/docs", Encoding.UTF8.GetBytes(new ReferencePage(parsed.RootElement).ToHtml()), "text/html; charset=utf-8");
        Serve("/docs.css", EmbeddedFile.Read(Style), "text/css; charset=utf-8");

        void Serve(string path, byte[] content, string contentType) =>
            routes.MapGet(path, (RequestDelegate)new PageFile(content, contentType).AnswerAsync).OpenToAll();
    }
}
