using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>How masks are filled.</summary>
internal sealed record FillMaskParameters(int? TopK, [property: JsonConverter(typeof(TextsConverter))] OneOrMany<string>? Targets);
