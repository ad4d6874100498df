using System.Text.Json;
using Klue.Server.Errors;
using Klue.Tokenizer;

namespace Klue.Server.Http;

/// <summary>Ids of tokens that a request holds.</summary>
internal static class TokenIds
{
    /// <summary>Reads an array of ids, at whose bracket the reader stands; null if it is none.</summary>
    public static int[]? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var ids = new List<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var id))
            {
                return null;
            }

            ids.Add(id);
        }

        return [.. ids];
    }

    /// <summary>Refuses ids that no token has.</summary>
    /// <exception cref="RequestException">An id is outside the vocabulary.</exception>
    public static void Check(ReadOnlySpan<int> ids, BertTokenizer tokenizer)
    {
        var outside = ids.IndexOfAnyExceptInRange(0, tokenizer.Vocabulary.Count - 1);
        if (outside >= 0)
        {
            throw new RequestException(ErrorKind.UnfitText, $"The id {ids[outside]} is outside the vocabulary; expected 0 to {tokenizer.Vocabulary.Count - 1}.");
        }
    }
}
