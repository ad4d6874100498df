using Klue.Conversion.Torch;

namespace Klue.Conversion.Pickles;

internal ref partial struct PickleMachine
{
    // ("storage", class, key, location, count), in legacy files with a view of the storage as a sixth: None or (key, offset, size).
    private PickleStorage Storage(PickleValue persistentId)
    {
        if (persistentId is not PickleTuple { Items: var items } || items.Length is not (5 or 6) || items[0] is not PickleText { Value: "storage" })
        {
            throw Error(TorchRule.PickleOperand, "a persistent id of the form ('storage', class, key, location, count)", persistentId.Kind);
        }

        if (items[1] is not PickleGlobal { Role: PickleGlobalRole.Storage } storageClass)
        {
            throw Error(TorchRule.Storage, "a class of storages", items[1].Kind);
        }

        if (items[2] is not PickleText { Value: var key } || items[3] is not PickleText)
        {
            throw Error(TorchRule.Storage, "strings as a storage's key and location", $"{items[2].Kind} and {items[3].Kind}");
        }

        var storage = _storages.Add(_part, key, storageClass, Count(items[4], "a storage's number of elements"));
        return items.Length == 6 ? View(storage, items[5]) : new PickleStorage(storage, 0, storage.Count);
    }

    private readonly PickleStorage View(TorchStorage storage, PickleValue view)
    {
        if (view == PickleAtom.None)
        {
            return new PickleStorage(storage, 0, storage.Count);
        }

        if (view is not PickleTuple { Items: [PickleText, var offset, var size] })
        {
            throw Error(TorchRule.Storage, "a view of the form (key, offset, size)", view.Kind);
        }

        var (first, count) = (Count(offset, "a view's offset"), Count(size, "a view's size"));
        return first <= storage.Count && count <= storage.Count - first
            ? new PickleStorage(storage, first, count)
            : throw Error(TorchRule.Storage, $"a view inside the {storage.Count} elements of the storage", $"{count} elements from {first} on");
    }

    // (storage, offset, sizes, strides) and perhaps an element type.
    private readonly PickleTensor Tensor(ReadOnlySpan<PickleValue> arguments, PickleValue? elementType = null)
    {
        if (arguments[0] is not PickleStorage storage)
        {
            throw Error(TorchRule.PickleOperand, "a storage to make a tensor of", arguments[0].Kind);
        }

        var dtype = elementType switch
        {
            null => storage.Storage.ElementType,
            PickleGlobal { Role: PickleGlobalRole.ElementType } type => type.ElementType,
            _ => throw Error(TorchRule.PickleOperand, "an element type", elementType.Kind),
        };
        if (dtype is not { } known)
        {
            throw Error(TorchRule.Storage, "an element type", "a storage without one");
        }

        var (offset, sizes, strides) = (Count(arguments[1], "a tensor's offset"), Counts(arguments[2], "sizes"), Counts(arguments[3], "strides"));
        return TorchView.TryCreate(storage, known, offset, sizes, strides, out var view, out var fault)
            ? new PickleTensor(view)
            : throw Error(TorchRule.View, fault.Expected, fault.Found);
    }

    private readonly long[] Counts(PickleValue value, string what)
    {
        if (value is not PickleTuple { Items: var items })
        {
            throw Error(TorchRule.PickleOperand, $"a tuple of {what}", value.Kind);
        }

        if (items.Length > PickleLimits.Rank)
        {
            throw Error(TorchRule.PickleLimit, $"at most {PickleLimits.Rank} dimensions", $"{items.Length}");
        }

        var counts = new long[items.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = Count(items[i], $"one of a tensor's {what}");
        }

        return counts;
    }

    private readonly long Count(PickleValue value, string what) => value is PickleInteger { Value: var count } && count >= 0 && count <= long.MaxValue
        ? (long)count
        : throw Error(TorchRule.View, $"a non-negative 64-bit integer as {what}", value.Kind);
}
