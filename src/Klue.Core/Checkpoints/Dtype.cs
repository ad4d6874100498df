namespace Klue.Checkpoints;

/// <summary>
/// The element types of a tensor file, in the order of safetensors, which is also the order of their alignment. Their
/// names in files (<see cref="DtypeFacts"/>) carry an underscore where these have none.
/// </summary>
public enum Dtype
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>4-bit float.</summary>
    F4,

    /// <summary>6-bit float with 2 bits of exponent.</summary>
    F6E2M3,

    /// <summary>6-bit float with 3 bits of exponent.</summary>
    F6E3M2,

    /// <summary>Unsigned byte.</summary>
    U8,

    /// <summary>Signed byte.</summary>
    I8,

    /// <summary>8-bit float with 5 bits of exponent.</summary>
    F8E5M2,

    /// <summary>8-bit float with 4 bits of exponent.</summary>
    F8E4M3,

    /// <summary>8-bit power of two.</summary>
    F8E8M0,

    /// <summary>8-bit float with 4 bits of exponent, finite, without a negative zero.</summary>
    F8E4M3Fnuz,

    /// <summary>8-bit float with 5 bits of exponent, finite, without a negative zero.</summary>
    F8E5M2Fnuz,

    /// <summary>Signed 16-bit integer.</summary>
    I16,

    /// <summary>Unsigned 16-bit integer.</summary>
    U16,

    /// <summary>IEEE 754 half precision.</summary>
    F16,

    /// <summary>The upper 16 bits of a single.</summary>
    BF16,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>Unsigned 32-bit integer.</summary>
    U32,

    /// <summary>IEEE 754 single precision.</summary>
    F32,

    /// <summary>Complex number of two singles.</summary>
    C64,

    /// <summary>IEEE 754 double precision.</summary>
    F64,

    /// <summary>Signed 64-bit integer.</summary>
    I64,

    /// <summary>Unsigned 64-bit integer.</summary>
    U64,
}
