using System.Text.Json.Serialization;
using Klue.Pipelines;
using Klue.Server.Http;

namespace Klue.Server.HuggingFace;

/// <summary>The request of text classification.</summary>
internal sealed record ClassificationRequest(
    [property: JsonConverter(typeof(ClassificationInputsConverter))] OneOrMany<TextPair>? Inputs, ClassificationParameters? Parameters);
