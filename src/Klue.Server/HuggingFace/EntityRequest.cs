using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>The request of token classification.</summary>
internal sealed record EntityRequest([property: JsonConverter(typeof(TextsConverter))] OneOrMany<string>? Inputs, EntityParameters? Parameters);
