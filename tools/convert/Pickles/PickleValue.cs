namespace Klue.Conversion.Pickles;

/// <summary>
/// What a pickle's program has on its stack: a description of a value. Nothing here is, or becomes, an object that the file
/// names.
/// </summary>
internal abstract class PickleValue
{
    /// <summary>What it is, for messages: <c>a tuple</c>.</summary>
    public abstract string Kind { get; }
}
