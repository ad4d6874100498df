namespace Klue.Conversion.Pickles;

/// <summary>What an allowed name does in a pickle of tensors.</summary>
internal enum PickleGlobalRole
{
    /// <summary>Makes an ordered dictionary.</summary>
    OrderedDict,

    /// <summary>Makes a tensor of a storage, an offset, sizes and strides.</summary>
    RebuildTensor,

    /// <summary>The same, with what autograd keeps.</summary>
    RebuildTensorV2,

    /// <summary>The same, with an element type of its own over bytes without one.</summary>
    RebuildTensorV3,

    /// <summary>Wraps a tensor as a parameter.</summary>
    RebuildParameter,

    /// <summary>Calls one of the other functions and gives the result a class.</summary>
    RebuildFromType,

    /// <summary>Makes a shape of a tuple.</summary>
    Size,

    /// <summary>A class of tensors, only ever an argument.</summary>
    TensorClass,

    /// <summary>A class of storages, only ever in a persistent id.</summary>
    Storage,

    /// <summary>An element type, only ever an argument.</summary>
    ElementType,
}
