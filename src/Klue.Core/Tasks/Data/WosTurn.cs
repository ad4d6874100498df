namespace Klue.Tasks.Data;

/// <summary>An utterance of a dialogue.</summary>
/// <param name="IsUser">Whether the user speaks; otherwise the system does.</param>
/// <param name="Text">What is said.</param>
/// <param name="State">After a turn of the user: all that the user has asked for so far, as <c>domain-slot-value</c>. Empty for the system.</param>
public sealed record WosTurn(bool IsUser, string Text, IReadOnlyList<string> State);
