using System.Diagnostics.CodeAnalysis;
using Klue.Server.Errors;
using Klue.Tokenizer;

namespace Klue.Server.Http;

/// <summary>Checks of fields that several routes have.</summary>
internal static class RequestFields
{
    /// <summary>The field, which must be there.</summary>
    /// <exception cref="RequestException">It is missing or null.</exception>
    public static T Required<T>([NotNull] T? field, string name)
        where T : class => field ?? throw new RequestException(ErrorKind.WrongShape, $"'{name}' is missing.");

    /// <summary>The array, which must be there without a hole.</summary>
    /// <exception cref="RequestException">It is missing, or null is in it.</exception>
    public static string[] All([NotNull] string[]? field, string name)
    {
        var index = Array.IndexOf(Required(field, name), null);
        return index < 0 ? field : throw new RequestException(ErrorKind.WrongShape, $"'{name}[{index}]' is null; expected a string.");
    }

    /// <summary>A whole number that is at least 1, or null.</summary>
    /// <exception cref="RequestException">It is less.</exception>
    public static int? Positive(int? field, string name) =>
        field is not <= 0 ? field : throw new RequestException(ErrorKind.WrongShape, $"'{name}' is {field}; expected a whole number, 1 or more.");

    /// <summary>Whether and where long texts are cut.</summary>
    /// <exception cref="RequestException">There is no such side.</exception>
    public static Truncation Truncation(bool? truncate, string? direction) => new(truncate ?? false, direction?.ToUpperInvariant() switch
    {
        null or "RIGHT" => Side.Right,
        "LEFT" => Side.Left,
        _ => throw new RequestException(ErrorKind.WrongShape, "'truncation_direction' is neither 'left' nor 'right'."),
    });
}
