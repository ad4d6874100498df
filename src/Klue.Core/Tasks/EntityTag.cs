namespace Klue.Tasks;

/// <summary>
/// Arithmetic on the ids of <see cref="KlueLabels.EntityTags"/>, which both label orders share: type t has <c>B-</c> at 2t and
/// <c>I-</c> at 2t + 1, and <c>O</c> comes last.
/// </summary>
public static class EntityTag
{
    /// <summary>The id of <c>O</c>.</summary>
    public const int Outside = 12;

    /// <summary>The number of tags.</summary>
    public const int Count = Outside + 1;

    /// <summary>Whether <paramref name="tag"/> is a <c>B-</c> tag.</summary>
    public static bool Begins(int tag) => tag != Outside && (tag & 1) == 0;

    /// <summary>The entity type of a tag that is not <c>O</c>.</summary>
    public static int Type(int tag) => tag >> 1;

    /// <summary>The tag of a character inside an entity whose earlier character bears <paramref name="tag"/>: <c>I-</c> of its type, or <c>O</c>.</summary>
    public static int Continue(int tag) => tag == Outside ? Outside : tag | 1;
}
