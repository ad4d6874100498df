using Klue.Configuration;

namespace Klue.Conversion.Writing;

/// <summary>
/// New names for tensors, from a JSON object of old names to new ones. A <c>*</c> in an old name stands for any run of
/// characters, and the one in its new name for what was found. The first rule that fits a name is the one that counts.
/// </summary>
internal sealed class NameMap
{
    private const char Wildcard = '*';

    private readonly List<Rule> _rules = [];

    /// <summary>No rule: every name stays.</summary>
    public static NameMap None { get; } = new();

    /// <exception cref="ConfigurationException">The file is no such object, or a rule has more wildcards than one or only in its new name.</exception>
    /// <exception cref="IO.FileAccessException">The file cannot be read.</exception>
    public static NameMap Load(string path)
    {
        var section = JsonFile.ReadObject(path);
        var map = new NameMap();
        foreach (var (old, renamed) in section.EnumerateStrings())
        {
            var (wildcards, renamedWildcards) = (old.Count(Wildcard), renamed.Count(Wildcard));
            if (wildcards > 1 || renamedWildcards > wildcards)
            {
                throw section.Error(old, $"at most one {Wildcard} in a name, in the new one only where the old one has it", Quoted.Text(renamed));
            }

            map._rules.Add(new Rule(old, renamed));
        }

        return map;
    }

    /// <summary>The new name, or the old one where no rule fits.</summary>
    public string Apply(string name) => _rules.Select(rule => rule.TryApply(name)).FirstOrDefault(renamed => renamed is not null) ?? name;

    private sealed record Rule(string Old, string New)
    {
        public string? TryApply(string name)
        {
            var place = Old.IndexOf(Wildcard);
            if (place < 0)
            {
                return name == Old ? New : null;
            }

            var (start, end) = (Old[..place], Old[(place + 1)..]);
            return name.Length >= start.Length + end.Length && name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal)
                ? New.Replace($"{Wildcard}", name[start.Length..(name.Length - end.Length)], StringComparison.Ordinal)
                : null;
        }
    }
}
