using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.Tei;

/// <summary>The request of <c>/tokenize</c>.</summary>
internal sealed record TokenizeRequest(
    [property: JsonConverter(typeof(TextsConverter))] OneOrMany<string>? Inputs,
    string? PromptName,
    string? Model,
    bool AddSpecialTokens = true);
