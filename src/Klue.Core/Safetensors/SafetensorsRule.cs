namespace Klue.Safetensors;

/// <summary>
/// The rules that a safetensors file can break, in the order in which they are checked. Where the reference reader
/// (huggingface/safetensors) knows the rule, the name is its own.
/// </summary>
public enum SafetensorsRule
{
    /// <summary>The file holds at least the 8 bytes of the header's length.</summary>
    HeaderTooSmall,

    /// <summary>The header is at most 100,000,000 bytes long.</summary>
    HeaderTooLarge,

    /// <summary>The header ends inside the file.</summary>
    InvalidHeaderLength,

    /// <summary>The header is valid UTF-8.</summary>
    InvalidHeader,

    /// <summary>The header begins with <c>{</c>.</summary>
    InvalidHeaderStart,

    /// <summary>The header is a JSON object of entries with exactly <c>dtype</c>, <c>shape</c> and <c>data_offsets</c>.</summary>
    InvalidHeaderDeserialization,

    /// <summary>No name occurs twice.</summary>
    DuplicateName,

    /// <summary>The tensors lie in the data section one after another, without hole or overlap.</summary>
    InvalidOffset,

    /// <summary>Numbers of elements, bits and bytes fit in 64 bits.</summary>
    ValidationOverflow,

    /// <summary>A tensor of elements smaller than a byte fills whole bytes.</summary>
    MisalignedSlice,

    /// <summary>A tensor's range holds as many bytes as its shape and type need.</summary>
    TensorInvalidInfo,

    /// <summary>The file ends with the last tensor.</summary>
    MetadataIncompleteBuffer,
}
