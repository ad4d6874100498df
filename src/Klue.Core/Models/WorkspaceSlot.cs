namespace Klue.Models;

/// <summary>The matrices that live at the same time in one forward pass.</summary>
internal enum WorkspaceSlot
{
    /// <summary>Input and output of a layer, [T, hidden].</summary>
    Hidden,

    /// <summary>Queries, keys and values side by side, [T, 3 hidden].</summary>
    QueryKeyValue,

    /// <summary>Attention's output before its projection, [T, hidden].</summary>
    Context,

    /// <summary>The feed-forward layer's inside, [T, intermediate].</summary>
    Intermediate,

    /// <summary>The rows that are read after the last layer, [R, hidden].</summary>
    Selected,

    /// <summary>Queries of those rows, [R, hidden].</summary>
    SelectedQueries,

    /// <summary>A head's input, such as the pooler's output, [R, hidden].</summary>
    Head,
}
