using Klue.Pipelines;

namespace Klue.Tasks.Pipelines;

/// <summary>A text with its entities.</summary>
/// <param name="Entities">
/// The entities in order, with places in the caller's string: each begins at a <c>B-</c> and goes on over the <c>I-</c> of its type, with
/// the mean probability of its tokens.
/// </param>
/// <param name="CharacterTags">A tag for each character other than the space; in baseline mode the official alignment may give fewer.</param>
/// <param name="EdgeTags">In baseline mode the tags at [CLS] and at the last position, which the official code scores too; otherwise null.</param>
public sealed record TaggedText(IReadOnlyList<Entity> Entities, IReadOnlyList<string> CharacterTags, IReadOnlyList<string>? EdgeTags = null)
{
    /// <summary>In clean mode the tags of the spaces: <c>O</c>, for no token covers one; otherwise null.</summary>
    public IReadOnlyList<string>? SpaceTags { get; init; }
}
