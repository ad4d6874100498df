using System.Text.Json.Serialization;
using Klue.Server.Http;

namespace Klue.Server.State;

[JsonSerializable(typeof(ServerInfo))]
internal sealed partial class StateJson : JsonSerializerContext
{
    public static StateJson Web { get; } = new(WebJson.NewOptions());
}
