using Klue.Tasks.Text;

namespace Klue.Tasks.Decoding;

/// <summary>A slot of a dialogue state with its value.</summary>
/// <param name="DomainSlot">Domain and slot joined by a hyphen.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Value">The value.</param>
public sealed record DialogueSlot(string DomainSlot, string Domain, string Slot, string Value)
{
    /// <summary>
    /// Takes <c>domain-slot-value</c> apart at its first two hyphens, as KLUE-baseline does: a value with hyphens is what remains when
    /// every <c>domain-slot-</c> is taken out of the text and is trimmed; without a second hyphen the value is the whole text, and
    /// without any so is everything else.
    /// </summary>
    public static DialogueSlot Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('-');
        if (parts.Length == 1)
        {
            return new DialogueSlot(text, text, text, text);
        }

        var domainSlot = parts[0] + "-" + parts[1];
        var value = parts.Length == 3 ? parts[2] : PythonText.Strip(text.Replace(domainSlot + "-", "", StringComparison.Ordinal));
        return new DialogueSlot(domainSlot, parts[0], parts[1], value);
    }
}
