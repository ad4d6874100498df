namespace Klue.Tasks.Data;

/// <summary>A turn of the user with all that was said before it: the unit that WoS scores.</summary>
/// <param name="Id">The dialogue's id, a hyphen and the number of the user's turn from 0.</param>
/// <param name="History">For each earlier turn of the user: what the system had said before it, and the turn.</param>
/// <param name="System">What the system said just before; empty at the start of a dialogue.</param>
/// <param name="User">What the user says.</param>
/// <param name="State">All that the user has asked for so far, as <c>domain-slot-value</c>.</param>
public sealed record WosExample(
    string Id,
    IReadOnlyList<(string System, string User)> History,
    string System,
    string User,
    IReadOnlyList<string> State) : IExample<WosExample>
{
    /// <summary>Reads the dialogues as <see cref="WosDialogue.Read"/> does and gives the turns of each.</summary>
    /// <inheritdoc cref="IExample{TSelf}.Read"/>
    public static IEnumerable<WosExample> Read(string path) => WosDialogue.Read(path).SelectMany(Of);

    /// <summary>The user's turns of a dialogue in order.</summary>
    public static IEnumerable<WosExample> Of(WosDialogue dialogue)
    {
        var history = new List<(string, string)>();
        for (var index = 0; index < dialogue.Turns.Count; index++)
        {
            var turn = dialogue.Turns[index];
            if (turn.IsUser)
            {
                var system = index == 0 ? "" : dialogue.Turns[index - 1].Text;
                yield return new WosExample($"{dialogue.Id}-{history.Count}", [.. history], system, turn.Text, turn.State);
                history.Add((system, turn.Text));
            }
        }
    }
}
