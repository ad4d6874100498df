namespace Klue.Server.Http;

/// <summary>What a request holds one of, or several in an array; the answer is then an array too.</summary>
/// <param name="Items">The one, or all.</param>
/// <param name="IsMany">Whether it was an array.</param>
internal sealed record OneOrMany<T>(IReadOnlyList<T> Items, bool IsMany);
