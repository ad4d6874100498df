using System.Text.Json;
using System.Text.Json.Serialization;
using Klue.Server.Errors;

namespace Klue.Server.Http;

/// <summary>Reads one thing or an array of them.</summary>
/// <param name="expected">What is expected, for the error.</param>
internal abstract class OneOrManyConverter<T>(string expected) : JsonConverter<OneOrMany<T>>
{
    /// <inheritdoc/>
    public override OneOrMany<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (TryReadOne(ref reader, out var one))
        {
            return new OneOrMany<T>([one], IsMany: false);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Unexpected();
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(TryReadOne(ref reader, out var item) ? item : throw Unexpected());
        }

        return new OneOrMany<T>(items, IsMany: true);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, OneOrMany<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are read, not written.");

    /// <summary>Reads one thing, and moves on only if it is one.</summary>
    protected abstract bool TryReadOne(ref Utf8JsonReader reader, out T item);

    /// <summary>The error of something else.</summary>
    protected RequestException Unexpected() => new(ErrorKind.WrongShape, $"Expected {expected}.");
}
