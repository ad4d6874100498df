using Klue.Conversion.Torch;

namespace Klue.Conversion.Pickles;

internal ref partial struct PickleMachine
{
    private void PushStackGlobal()
    {
        if (Pop() is PickleText name && Pop() is PickleText module)
        {
            PushGlobal(module.Value, name.Value);
            return;
        }

        throw Error(TorchRule.PickleOperand, "a module's and a name's string", "another value");
    }

    private void PushGlobal(string module, string name)
    {
        var global = PickleGlobals.Find(module, name);
        if (global is PickleForeign foreign)
        {
            _foreigns.Add(foreign);
        }

        Push(global);
    }

    private PickleValue CallTop()
    {
        var arguments = Pop();
        return Pop() switch
        {
            PickleForeign foreign => foreign.Call(arguments),
            PickleGlobal global when arguments is PickleTuple tuple => Call(global, tuple.Items),
            PickleGlobal => throw Error(TorchRule.PickleOperand, "a tuple of arguments", arguments.Kind),
            var other => throw Error(TorchRule.PickleOperand, "a name to call", other.Kind),
        };
    }

    // cls.__new__(cls, *arguments): of the allowed names only OrderedDict is ever made this way.
    private PickleValue ConstructTop()
    {
        var arguments = Pop();
        return Pop() switch
        {
            PickleForeign foreign => foreign.Call(arguments),
            PickleGlobal { Role: PickleGlobalRole.OrderedDict } global when arguments is PickleTuple tuple => Call(global, tuple.Items),
            var other => throw Error(TorchRule.PickleOperand, "a class to make an object of", other.Kind),
        };
    }

    // Modules hang their version numbers on the OrderedDict of their state: an attribute, not an entry.
    private readonly void BuildTop()
    {
        var state = Pop();
        switch (Top())
        {
            case PickleForeign foreign:
                foreign.Add(state);
                break;
            case PickleMap { IsOrderedDict: true } when state is PickleMap:
                break;
            case PickleMap { IsOrderedDict: true }:
                throw Error(TorchRule.PickleOperand, "attributes of the OrderedDict in a dictionary", state.Kind);
            case var other:
                throw Error(TorchRule.PickleOperand, "an OrderedDict to give attributes to", other.Kind);
        }
    }

    private PickleValue Call(PickleGlobal function, ReadOnlySpan<PickleValue> arguments)
    {
        switch (function.Role)
        {
            case PickleGlobalRole.OrderedDict:
                return OrderedDict(arguments);
            case PickleGlobalRole.Size:
                DemandCount(function, arguments, 1, 1);
                return arguments[0] as PickleTuple ?? throw Error(TorchRule.PickleOperand, "a tuple of sizes", arguments[0].Kind);
            case PickleGlobalRole.RebuildTensor:
                DemandCount(function, arguments, 4, 4);
                return Tensor(arguments);
            case PickleGlobalRole.RebuildTensorV2:
                DemandCount(function, arguments, 6, 7);
                DemandUnchanged(arguments[5..6], arguments[6..]);
                return Tensor(arguments[..4]);
            case PickleGlobalRole.RebuildTensorV3:
                DemandCount(function, arguments, 7, 8);
                DemandUnchanged(arguments[5..6], arguments[7..]);
                return Tensor(arguments[..4], arguments[6]);
            case PickleGlobalRole.RebuildParameter:
                DemandCount(function, arguments, 3, 3);
                return arguments[0] as PickleTensor ?? throw Error(TorchRule.PickleOperand, "a tensor as the parameter", arguments[0].Kind);
            case PickleGlobalRole.RebuildFromType:
                return FromType(function, arguments);
            default:
                throw Error(TorchRule.PickleOperand, "the name of a function", function.Kind);
        }
    }

    private PickleMap OrderedDict(ReadOnlySpan<PickleValue> arguments)
    {
        var map = new PickleMap(isOrderedDict: true);
        if (arguments.IsEmpty)
        {
            return map;
        }

        if (arguments is not [PickleList { Items: var pairs }])
        {
            throw Error(TorchRule.PickleOperand, "no argument or a list of pairs for the OrderedDict", arguments[0].Kind);
        }

        Charge(2 * pairs.Count);
        foreach (var pair in pairs)
        {
            var (key, value) = pair switch
            {
                PickleTuple { Items: [var first, var second] } => (first, second),
                PickleList { Items: [var first, var second] } => (first, second),
                _ => throw Error(TorchRule.PickleOperand, "a pair of key and value", pair.Kind),
            };
            map.Entries.Add((Key(key), value));
        }

        return map;
    }

    // The class and the attributes of a tensor's own class change nothing of its values.
    private PickleValue FromType(PickleGlobal function, ReadOnlySpan<PickleValue> arguments)
    {
        DemandCount(function, arguments, 4, 4);
        return arguments is [PickleGlobal rebuild, PickleGlobal { Role: PickleGlobalRole.TensorClass }, PickleTuple inner, _]
            && rebuild.Role is PickleGlobalRole.RebuildTensor or PickleGlobalRole.RebuildTensorV2 or PickleGlobalRole.RebuildTensorV3 or PickleGlobalRole.RebuildParameter
            ? Call(rebuild, inner.Items)
            : throw Error(TorchRule.PickleOperand, "a tensor's function, its class and its arguments", $"{arguments[0].Kind}, {arguments[1].Kind} and {arguments[2].Kind}");
    }

    // Hooks run with autograd only; the metadata of a tensor says whether it is to be conjugated or negated when read.
    private readonly void DemandUnchanged(ReadOnlySpan<PickleValue> hooks, ReadOnlySpan<PickleValue> metadata)
    {
        if (hooks is not [PickleMap { Entries.Count: 0 }])
        {
            throw Error(TorchRule.PickleOperand, "an empty dictionary of backward hooks", hooks[0].Kind);
        }

        if (metadata is not ([] or [PickleMap { Entries.Count: 0 }]) && metadata[0] != PickleAtom.None)
        {
            throw Error(TorchRule.PickleOperand, "a tensor without metadata that changes its values", metadata[0].Kind);
        }
    }

    private readonly void DemandCount(PickleGlobal function, ReadOnlySpan<PickleValue> arguments, int least, int most)
    {
        if (arguments.Length < least || arguments.Length > most)
        {
            throw Error(TorchRule.PickleOperand, $"{(least == most ? $"{least}" : $"{least} or {most}")} arguments for {Quoted.Text(function.Name)}", $"{arguments.Length}");
        }
    }
}
