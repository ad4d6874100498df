namespace Klue.Server.OpenAi;

/// <summary>A served model.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Object">Always <c>model</c>.</param>
/// <param name="Created">When the server started, in Unix seconds.</param>
/// <param name="OwnedBy">Always <c>klue</c>.</param>
internal sealed record ModelObject(string Id, string Object, long Created, string OwnedBy);
