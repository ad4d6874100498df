namespace Klue.Tasks.Data;

/// <summary>A dialogue of WoS.</summary>
/// <param name="Id">The id of the dialogue.</param>
/// <param name="Domains">The domains it touches.</param>
/// <param name="Turns">The utterances in order.</param>
public sealed record WosDialogue(string Id, IReadOnlyList<string> Domains, IReadOnlyList<WosTurn> Turns) : IExample<WosDialogue>
{
    /// <summary>
    /// Reads <c>wos-v1.1_*.json</c>: an array of objects with <c>guid</c>, <c>domains</c> and <c>dialogue</c>, whose turns have <c>role</c>
    /// (<c>user</c> or <c>sys</c>), <c>text</c> and, for the user, <c>state</c>.
    /// </summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<WosDialogue> Read(string path)
    {
        foreach (var (guid, row) in JsonExamples.WithGuid(path))
        {
            var turns = row.Objects("dialogue").Select(Turn).ToArray();
            yield return turns.Any(turn => turn.IsUser)
                ? new WosDialogue(guid, row.Texts("domains"), turns)
                : throw row.Fault("at least one turn of the user", "none");
        }
    }

    private static WosTurn Turn(JsonRow row)
    {
        var isUser = row.Text("role") switch
        {
            "user" => true,
            "sys" => false,
            var other => throw row.Fault("user or sys as \"role\"", Quoted.Text(other)),
        };
        return new WosTurn(isUser, row.Text("text"), isUser ? row.Texts("state") : []);
    }
}
