using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Klue.Tasks;

/// <summary>Labels of a task in the order of their ids.</summary>
public sealed class LabelSet : IReadOnlyList<string>
{
    private readonly string[] _names;
    private readonly Dictionary<string, int> _ids;

    /// <summary>Numbers <paramref name="names"/> from 0.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public LabelSet(params IEnumerable<string> names)
    {
        _names = [.. names];
        _ids = new Dictionary<string, int>(_names.Length, StringComparer.Ordinal);
        for (var id = 0; id < _names.Length; id++)
        {
            if (!_ids.TryAdd(_names[id], id))
            {
                throw new ArgumentException($"The label '{_names[id]}' occurs twice.", nameof(names));
            }
        }
    }

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <summary>The name of label <paramref name="id"/>.</summary>
    public string this[int id] => _names[id];

    /// <summary>Whether a label of this name exists.</summary>
    public bool Contains(string name) => _ids.ContainsKey(name);

    /// <summary>The id of the label called <paramref name="name"/>.</summary>
    public bool TryGetId([NotNullWhen(true)] string? name, out int id)
    {
        id = -1;
        return name is not null && _ids.TryGetValue(name, out id);
    }

    /// <summary>The id of the label called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public int Id(string name) =>
        TryGetId(name, out var id) ? id : throw new ArgumentException($"Unknown label '{name}': expected {this}.", nameof(name));

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names as an error message lists them: all, or the first twelve and how many more.</summary>
    public override string ToString()
    {
        const int Shown = 12;
        return _names.Length <= Shown + 1
            ? "one of " + string.Join(", ", _names)
            : $"one of {string.Join(", ", _names.Take(Shown))} and {_names.Length - Shown} more";
    }
}
