using System.Diagnostics.CodeAnalysis;

namespace Klue.Checkpoints;

/// <summary>Names and widths of the element types.</summary>
public static class DtypeFacts
{
    private static readonly string[] Names =
    [
        "BOOL", "F4", "F6_E2M3", "F6_E3M2", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ",
        "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "C64", "F64", "I64", "U64",
    ];

    extension(Dtype dtype)
    {
        /// <summary>The name in a safetensors header, such as <c>F32</c> or <c>F8_E4M3</c>.</summary>
        public string FileName => Names[(int)dtype];

        /// <summary>The width of one element in bits.</summary>
        public int BitWidth => dtype switch
        {
            Dtype.F4 => 4,
            Dtype.F6E2M3 or Dtype.F6E3M2 => 6,
            <= Dtype.F8E5M2Fnuz => 8,
            <= Dtype.BF16 => 16,
            <= Dtype.F32 => 32,
            _ => 64,
        };

        /// <summary>Finds the type of a name in a safetensors header; the case counts.</summary>
        public static bool TryParseFileName(string name, [MaybeNullWhen(false)] out Dtype parsed)
        {
            var place = Array.IndexOf(Names, name);
            parsed = (Dtype)Math.Max(place, 0);
            return place >= 0;
        }
    }
}
