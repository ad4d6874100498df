using System.Text.Json.Serialization;

namespace Klue.Server.State;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ServerInfo))]
internal sealed partial class StateJson : JsonSerializerContext;
