using System.Globalization;

namespace Klue.Models;

/// <summary>
/// What a model was asked to read does not fit it: ids outside its tables, too many tokens, a mask of zeros, an empty
/// text, a head it has not.
/// </summary>
public sealed class InputException : KlueException
{
    /// <summary>Makes an error with a one-line <paramref name="message"/>.</summary>
    public InputException(string message, InputFault fault = InputFault.Other)
        : base(message) =>
        Fault = fault;

    /// <summary>The error of one input among many.</summary>
    internal InputException(long index, InputException cause)
        : base(string.Create(CultureInfo.InvariantCulture, $"Input {index}: {cause.Message}"), cause) =>
        (Index, Fault) = (index, cause.Fault);

    /// <summary>What is wrong, where callers may want to know it.</summary>
    public InputFault Fault { get; }

    /// <summary>
    /// The place of the input in the sequence that a pipeline was given, from 0; null when it was alone. The error
    /// itself, without its place, is then the <see cref="Exception.InnerException"/>.
    /// </summary>
    public long? Index { get; }
}
