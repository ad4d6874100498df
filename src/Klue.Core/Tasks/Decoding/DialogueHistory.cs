namespace Klue.Tasks.Decoding;

/// <summary>WoS: the model's input for each turn of the user, built up over a dialogue.</summary>
/// <param name="cls">The id of [CLS].</param>
/// <param name="sep">The id of [SEP].</param>
/// <param name="maxLength">The longest input, special tokens included.</param>
public sealed class DialogueHistory(int cls, int sep, int maxLength = 510)
{
    private readonly List<int> _history = [];

    /// <summary>
    /// The input of the next turn: all said before, [SEP], what the system said, [SEP], what the user says; the end of that if it is too
    /// long; between [CLS] and [SEP]. All token types are 0.
    /// </summary>
    /// <param name="system">Token ids of the system's last utterance; none at the start of a dialogue.</param>
    /// <param name="user">Token ids of the user's utterance.</param>
    public int[] Next(ReadOnlySpan<int> system, ReadOnlySpan<int> user)
    {
        var hasHistory = _history.Count > 0;
        if (hasHistory)
        {
            _history.Add(sep);
        }

        _history.AddRange(system);
        _history.Add(sep);
        _history.AddRange(user);

        // Without a history the official input has the separator all the same, the history it keeps has not.
        int[] input = hasHistory ? [.. _history] : [sep, .. _history];
        return [cls, .. input.AsSpan(Math.Max(0, input.Length - (maxLength - 2))), sep];
    }
}
