using System.Net;
using System.Text;
using System.Text.Json;

namespace Klue.Server.Reference;

/// <summary>An OpenAPI document as a page for people: static HTML, no script.</summary>
internal sealed class ReferencePage(JsonElement document)
{
    private readonly StringBuilder _html = new();

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var info = document.GetProperty("info");
        Line($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line($"<title>{Text(info, "title")}: routes</title>\n<link rel=\"stylesheet\" href=\"/docs.css\">\n</head>\n<body>\n<main>");
        Line($"<h1>{Text(info, "title")} {Text(info, "version")}: routes</h1>\n<p>{Text(info, "description")} The same as <a href=\"/openapi.json\">OpenAPI</a>.</p>");
        foreach (var tag in document.GetProperty("tags").EnumerateArray())
        {
            Line($"<h2>{Text(tag, "name")}</h2>");
            foreach (var path in document.GetProperty("paths").EnumerateObject())
            {
                foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.GetProperty("tags")[0].GetString() == tag.GetProperty("name").GetString()))
                {
                    WriteOperation(operation.Name.ToUpperInvariant(), path.Name, operation.Value);
                }
            }
        }

        Line($"</main>\n</body>\n</html>");
        return _html.ToString();
    }

    private void WriteOperation(string method, string path, JsonElement operation)
    {
        Line($"<section id=\"{Text(operation, "operationId")}\">\n<h3><span>{method}</span> <code>{Encoded(path)}</code></h3>\n<p>{Text(operation, "summary")}</p>");
        foreach (var parameter in operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToArray() : [])
        {
            Line($"<p><code>{Text(parameter, "name")}</code>: {Text(parameter, "description")}</p>");
        }

        if (operation.TryGetProperty("requestBody", out var request) && JsonOf(request) is { } body)
        {
            Line($"<p>Takes {TypeOf(body.GetProperty("schema"))}, such as</p>\n<pre>{Encoded(body.GetProperty("example").GetRawText())}</pre>");
            WriteFields(body.GetProperty("schema"));
        }

        Line($"<table>\n<thead><tr><th scope=\"col\">code</th><th scope=\"col\">when</th><th scope=\"col\">body</th></tr></thead>\n<tbody>");
        foreach (var response in operation.GetProperty("responses").EnumerateObject())
        {
            Line($"<tr><th scope=\"row\">{response.Name}</th><td>{Text(response.Value, "description")}</td><td>{(JsonOf(response.Value) is { } answer ? TypeOf(answer.GetProperty("schema")) : "")}</td></tr>");
        }

        Line($"</tbody>\n</table>\n</section>");
    }

    private void WriteFields(JsonElement schema)
    {
        schema = Resolved(schema);
        foreach (var choice in schema.TryGetProperty("oneOf", out var choices) ? choices.EnumerateArray().ToArray() : [])
        {
            WriteFields(choice);
        }

        if (!schema.TryGetProperty("properties", out var properties))
        {
            return;
        }

        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToArray() : [];
        Line($"<dl>");
        foreach (var property in properties.EnumerateObject())
        {
            var value = property.Value;
            var usual = value.TryGetProperty("default", out var fallback) ? $", by default {Encoded(fallback.GetRawText())}" : "";
            Line($"<dt><code>{Encoded(property.Name)}</code>{(required.Contains(property.Name) ? " (required)" : "")}</dt>\n<dd>{TypeOf(value)}{usual}. {(value.TryGetProperty("description", out _) ? Text(value, "description") : "")}</dd>");
        }

        Line($"</dl>");
    }

    // A schema in words.
    private string TypeOf(JsonElement schema)
    {
        schema = Resolved(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            return string.Join(" or ", choices.EnumerateArray().Select(TypeOf).Distinct());
        }

        if (schema.TryGetProperty("enum", out var words))
        {
            return string.Join(", ", words.EnumerateArray().Select(word => $"<code>{Encoded(word.GetString()!)}</code>"));
        }

        return schema.GetProperty("type").GetString() switch
        {
            "array" => $"an array of {(schema.TryGetProperty("items", out var items) ? TypeOf(items) : "anything")}",
            "object" => schema.TryGetProperty("properties", out var properties)
                ? $"an object of {string.Join(", ", properties.EnumerateObject().Select(property => $"<code>{Encoded(property.Name)}</code>"))}"
                : "an object",
            var type => $"{type}",
        };
    }

    private JsonElement Resolved(JsonElement schema) => schema.TryGetProperty("$ref", out var name)
        ? document.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!.Split('/')[^1])
        : schema;

    private static JsonElement? JsonOf(JsonElement message) =>
        message.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) ? json : null;

    private static string Text(JsonElement element, string name) => Encoded(element.GetProperty(name).GetString()!);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private void Line(FormattableString line) => _html.Append(line.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
}
