using System.Text;
using Klue.Tasks.Text;

namespace Klue.Tasks.Decoding;

/// <summary>WoS: from the gates and generated tokens of a turn to its state.</summary>
public static class DialogueStateDecoder
{
    private static readonly string[] SpecialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    // The clean-up of the Hugging Face tokenizers, then that of KLUE-baseline; the order matters.
    private static readonly (string From, string To)[] CleanUp =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" 's", "'s"), (" 've", "'ve"),
        (" 're", "'re"), (" : ", ":"), (" , ", ","), (SplitWord.Continuation, ""),
    ];

    /// <summary>The state as <c>domain-slot-value</c>, in the order of the slots.</summary>
    /// <param name="slots">The slots as <c>domain-slot</c>.</param>
    /// <param name="gates">For each slot the id of its gate (<see cref="KlueLabels.Gates"/>).</param>
    /// <param name="generated">For each slot the generated token ids, read where the gate is <c>ptr</c>.</param>
    /// <param name="vocabulary">The tokens by id.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static IReadOnlyList<string> Recover(
        IReadOnlyList<string> slots,
        ReadOnlySpan<int> gates,
        IReadOnlyList<IReadOnlyList<int>> generated,
        IReadOnlyList<string?> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(slots);
        ArgumentNullException.ThrowIfNull(generated);
        if (gates.Length != slots.Count || generated.Count != slots.Count)
        {
            throw new ArgumentException($"Expected gates and tokens for {slots.Count} slots, found {gates.Length} and {generated.Count}.", nameof(gates));
        }

        var state = new List<string>();
        for (var slot = 0; slot < slots.Count; slot++)
        {
            var value = KlueLabels.Gates[gates[slot]] is var gate && gate == "ptr" ? Value(generated[slot], vocabulary) : gate;
            if (value != "none")
            {
                state.Add(slots[slot] + "-" + value);
            }
        }

        return state;
    }

    /// <summary>The text of generated tokens up to the first special one, of which [UNK] is one.</summary>
    private static string Value(IReadOnlyList<int> generated, IReadOnlyList<string?> vocabulary)
    {
        var pieces = generated.TakeWhile(IsText).Select(id => vocabulary[id]);
        var text = PythonText.Strip(string.Join(' ', pieces).Replace(" " + SplitWord.Continuation, "", StringComparison.Ordinal));
        return CleanUp.Aggregate(new StringBuilder(text), static (value, rule) => value.Replace(rule.From, rule.To)).ToString();

        // A model may have more rows than its tokenizer has tokens.
        bool IsText(int id) => id < vocabulary.Count && vocabulary[id] is { } token && !SpecialTokens.Contains(token);
    }
}
