using Klue.Conversion.Pickles;

namespace Klue.Conversion.Torch;

/// <summary>
/// The named tensors of a checkpoint: its top level, or what stands there under one of the names that training scripts use.
/// Values that are no tensors are passed over with a warning. Foreign names are refused, except beside the state dictionary of
/// a Lightning checkpoint, which keeps its hyper-parameters and callbacks there: those are passed over too, by name.
/// </summary>
internal sealed class StateDictionary
{
    private const string LightningMark = "pytorch-lightning_version";
    private const int ShownNames = 5;

    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "model", "module"];

    private readonly FilePart _part;
    private readonly List<string> _warnings = [];
    private readonly List<NamedView> _tensors = [];

    private StateDictionary(FilePart part) => _part = part;

    /// <summary>The tensors in the order of the dictionary.</summary>
    public IReadOnlyList<NamedView> Tensors => _tensors;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <exception cref="TorchFileException">There is none, or a foreign name stands where it may not.</exception>
    public static StateDictionary Find(FilePart part, Pickle pickle)
    {
        var dictionary = new StateDictionary(part);
        var top = pickle.Value as PickleMap;
        var wrapper = top is null ? null : Array.Find(Wrappers, name => top.Find(name) is PickleMap);
        dictionary.DemandNoForeigns(pickle, top, wrapper);
        if (top is null)
        {
            throw part.Error(TorchRule.StateDictionary, "a dictionary of tensors", pickle.Value.Kind);
        }

        dictionary.Collect(wrapper is null ? top : (PickleMap)top.Find(wrapper)!);
        return dictionary;
    }

    private void DemandNoForeigns(Pickle pickle, PickleMap? top, string? wrapper)
    {
        if (pickle.Foreigns.Count == 0)
        {
            return;
        }

        var passedOver = top?.Find(LightningMark) is PickleText && wrapper is not null
            ? ForeignsIn(top.Entries.Where(entry => entry.Key is PickleText key && key.Value != wrapper).Select(entry => entry.Value))
            : [];
        var foreign = pickle.Foreigns.FirstOrDefault(foreign => !passedOver.Contains(foreign));
        _part.Demand(foreign is null, TorchRule.ForeignGlobal, "only names that describe tensors", Quoted.Text(foreign?.Name ?? string.Empty));

        var names = passedOver.Select(passed => passed.Name).Distinct().ToList();
        Warn($"what Lightning keeps beside the state dictionary is passed over; it names {Listed(names)}");
    }

    // Lists and dictionaries may hold themselves, and tuples may hold one another many times over.
    private static HashSet<PickleForeign> ForeignsIn(IEnumerable<PickleValue> values)
    {
        var open = new Stack<PickleValue>(values);
        var seen = new HashSet<PickleValue>(open);
        while (open.TryPop(out var value))
        {
            foreach (var part in Parts(value))
            {
                if (seen.Add(part))
                {
                    open.Push(part);
                }
            }
        }

        return [.. seen.OfType<PickleForeign>()];
    }

    private static IEnumerable<PickleValue> Parts(PickleValue value) => value switch
    {
        PickleTuple tuple => tuple.Items.ToArray(),
        PickleList list => list.Items,
        PickleMap map => map.Entries.SelectMany(entry => (PickleValue[])[entry.Key, entry.Value]),
        PickleForeign foreign => foreign.Parts,
        _ => [],
    };

    private void Collect(PickleMap map)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var others = new List<string>();
        foreach (var (key, value) in map.Entries)
        {
            if (value is not PickleTensor tensor)
            {
                others.Add(key is PickleText text ? text.Value : key.Kind);
                continue;
            }

            if (key is not PickleText { Value: var name })
            {
                throw _part.Error(TorchRule.StateDictionary, "strings as the names of tensors", key.Kind);
            }

            _part.Demand(names.Add(name), TorchRule.StateDictionary, "each tensor's name once", $"{Quoted.Text(name)} a second time");
            _tensors.Add(new NamedView(name, tensor.View));
        }

        _part.Demand(_tensors.Count > 0, TorchRule.StateDictionary, "a dictionary of tensors", $"none among {map.Entries.Count} values");
        if (others.Count > 0)
        {
            Warn($"what is no tensor is passed over: {Listed(others)}");
        }
    }

    private void Warn(string remark) => _warnings.Add($"{Quoted.Text(_part.File)}: {remark}");

    private static string Listed(List<string> names) =>
        string.Join(", ", names.Take(ShownNames).Select(Quoted.Text)) + (names.Count > ShownNames ? $" and {names.Count - ShownNames} more" : string.Empty);
}
