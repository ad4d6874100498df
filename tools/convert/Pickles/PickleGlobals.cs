using Klue.Checkpoints;

namespace Klue.Conversion.Pickles;

/// <summary>
/// The names that a pickle of tensors may use (klue-spec 1.4, which follows PyTorch's restricted unpickler). The list is
/// closed, and looking up in it is all that ever happens to a name.
/// </summary>
internal static class PickleGlobals
{
    // No two modules have a name in common.
    private static readonly Dictionary<string, PickleGlobal> Known = Names().ToDictionary(global => global.Name, StringComparer.Ordinal);

    /// <summary>The allowed name, or the foreign one that it is otherwise.</summary>
    public static PickleValue Find(string module, string name) =>
        Known.TryGetValue(name, out var known) && known.Module == module ? known : new PickleForeign(module, name);

    private static IEnumerable<PickleGlobal> Names()
    {
        yield return new("collections", "OrderedDict", PickleGlobalRole.OrderedDict);
        yield return new("torch._utils", "_rebuild_tensor", PickleGlobalRole.RebuildTensor);
        yield return new("torch._utils", "_rebuild_tensor_v2", PickleGlobalRole.RebuildTensorV2);
        yield return new("torch._utils", "_rebuild_tensor_v3", PickleGlobalRole.RebuildTensorV3);
        yield return new("torch._utils", "_rebuild_parameter", PickleGlobalRole.RebuildParameter);
        yield return new("torch._tensor", "_rebuild_from_type_v2", PickleGlobalRole.RebuildFromType);
        yield return new("torch", "Size", PickleGlobalRole.Size);
        yield return new("torch", "Tensor", PickleGlobalRole.TensorClass);
        yield return new("torch.nn.parameter", "Parameter", PickleGlobalRole.TensorClass);
        yield return new("torch.storage", "UntypedStorage", PickleGlobalRole.Storage);
        yield return new("torch.storage", "TypedStorage", PickleGlobalRole.Storage);

        foreach (var (storage, dtype) in StorageClasses)
        {
            yield return new("torch", $"{storage}Storage", PickleGlobalRole.Storage, dtype);
        }

        foreach (var (name, dtype) in ElementTypes)
        {
            yield return new("torch", name, PickleGlobalRole.ElementType, dtype);
        }
    }

    private static (string Name, Dtype Dtype)[] StorageClasses =>
    [
        ("Float", Dtype.F32), ("Double", Dtype.F64), ("Half", Dtype.F16), ("BFloat16", Dtype.BF16), ("Long", Dtype.I64), ("Int", Dtype.I32),
        ("Short", Dtype.I16), ("Char", Dtype.I8), ("Byte", Dtype.U8), ("Bool", Dtype.Bool), ("ComplexFloat", Dtype.C64),
    ];

    private static (string Name, Dtype Dtype)[] ElementTypes =>
    [
        ("float32", Dtype.F32), ("float64", Dtype.F64), ("float16", Dtype.F16), ("bfloat16", Dtype.BF16), ("int64", Dtype.I64), ("int32", Dtype.I32),
        ("int16", Dtype.I16), ("int8", Dtype.I8), ("uint8", Dtype.U8), ("uint16", Dtype.U16), ("uint32", Dtype.U32), ("uint64", Dtype.U64),
        ("bool", Dtype.Bool), ("complex64", Dtype.C64), ("float8_e5m2", Dtype.F8E5M2), ("float8_e4m3fn", Dtype.F8E4M3),
        ("float8_e8m0fnu", Dtype.F8E8M0), ("float8_e4m3fnuz", Dtype.F8E4M3Fnuz), ("float8_e5m2fnuz", Dtype.F8E5M2Fnuz),
    ];
}
