using System.Text.Json;
using System.Text.Json.Serialization;
using Klue.Server.Errors;
using Klue.Server.Http;

namespace Klue.Server.Tei;

/// <summary>Reads an array of ids or an array of such arrays.</summary>
internal sealed class IdListsConverter : JsonConverter<IReadOnlyList<int[]>>
{
    /// <inheritdoc/>
    public override IReadOnlyList<int[]> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Unexpected();
        }

        var ahead = reader;
        if (!ahead.Read() || ahead.TokenType == JsonTokenType.Number)
        {
            return [ReadList(ref reader)];
        }

        var lists = new List<int[]>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            lists.Add(ReadList(ref reader));
        }

        return lists;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<int[]> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read, not written.");

    private static int[] ReadList(ref Utf8JsonReader reader) => TokenIds.Read(ref reader) ?? throw Unexpected();

    private static RequestException Unexpected() => new(ErrorKind.WrongShape, "'ids' is neither an array of token ids nor an array of such arrays.");
}
