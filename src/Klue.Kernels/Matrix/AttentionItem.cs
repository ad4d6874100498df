namespace Klue.Kernels;

/// <summary>Some queries of one text against all its keys, in the columns of one head.</summary>
internal readonly record struct AttentionItem(int FirstQuery, int Queries, int FirstKey, int Keys, int Column);
