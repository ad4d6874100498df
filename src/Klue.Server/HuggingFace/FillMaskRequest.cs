using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>The request of fill-mask.</summary>
internal sealed record FillMaskRequest([property: JsonConverter(typeof(TextsConverter))] OneOrMany<string>? Inputs, FillMaskParameters? Parameters);
