using Klue.Configuration;

namespace Klue.Tasks.Pipelines;

/// <summary>The slots of WoS.</summary>
public static class DialogueOntology
{
    /// <summary>The name of the file beside the data.</summary>
    public const string FileName = "ontology.json";

    /// <summary>
    /// Reads the slots of an <c>ontology.json</c>, an object whose keys are <c>domain-slot</c>, in ordinal order. KLUE-baseline collects them from
    /// the data instead; where every slot occurs there, the list is the same.
    /// </summary>
    /// <exception cref="ConfigurationException">It is not strict JSON, no object, has no keys, or a key without a hyphen.</exception>
    /// <exception cref="IO.FileAccessException">The file cannot be read.</exception>
    public static IReadOnlyList<string> Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] slots = [.. JsonFile.ReadObject(path).Keys.Order(StringComparer.Ordinal)];
        return slots.Length > 0 && slots.All(slot => slot.Contains('-', StringComparison.Ordinal))
            ? slots
            : throw new ConfigurationException(path, null, "slots as keys, domain and slot joined by a hyphen", slots.Length == 0 ? "no keys" : "another key");
    }
}
