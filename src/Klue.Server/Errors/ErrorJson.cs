using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.Errors;

[JsonSerializable(typeof(TeiError))]
[JsonSerializable(typeof(HuggingFaceError))]
[JsonSerializable(typeof(OpenAiError))]
internal sealed partial class ErrorJson : JsonSerializerContext
{
    public static ErrorJson Web { get; } = new(WebJson.NewOptions());
}
