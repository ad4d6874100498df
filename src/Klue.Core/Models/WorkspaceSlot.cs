namespace Klue.Models;

/// <summary>The matrices that live at the same time in one forward pass.</summary>
internal enum WorkspaceSlot
{
    /// <summary>Input and output of a layer, [T, hidden].</summary>
    Hidden,

    /// <summary>
    /// What one half of a layer makes and reads again: queries, keys and values side by side, [T, 3 hidden], attention's output in
    /// the place of the queries, and when that is read the feed-forward layer's inside, [T, intermediate]. One memory, which is in
    /// the cache.
    /// </summary>
    Inside,

    /// <summary>The rows that are read after the last layer, [R, hidden].</summary>
    Selected,

    /// <summary>Queries of those rows, and attention's output in their place, [R, hidden].</summary>
    SelectedQueries,

    /// <summary>A head's input, such as the pooler's output, [R, hidden].</summary>
    Head,
}
