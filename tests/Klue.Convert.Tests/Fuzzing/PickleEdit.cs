using CsCheck;
using Klue.Convert.Tests.Building;

namespace Klue.Convert.Tests.Fuzzing;

/// <summary>A change to a pickle: at a share of its opcodes, some of them go and others take their place.</summary>
internal readonly record struct PickleEdit(double Place, int Removed, byte[] Inserted)
{
    private static readonly long[] Sizes = [-1, 0, 1, 255, 256, 65_535, int.MaxValue, int.MinValue, 1L << 32, 1L << 62, long.MaxValue, long.MinValue];

    // Every opcode there is and is not, numbers that overflow, lengths that lie, names that are known and names that are not.
    private static readonly byte[][] Fragments =
    [
        .. Enumerable.Range(0, 256).Select(opcode => new[] { (byte)opcode }),
        .. Sizes.Select(size => Fragment(pickle => pickle.Integer(size))),
        Fragment(pickle => pickle.Text("storage")), Fragment(pickle => pickle.Text("0")), Fragment(pickle => pickle.Text("../x")), Fragment(pickle => pickle.Text(string.Empty)),
        Fragment(pickle => pickle.Global("collections", "OrderedDict")), Fragment(pickle => pickle.Global("torch._utils", "_rebuild_tensor_v2")),
        Fragment(pickle => pickle.Global("torch._utils", "_rebuild_parameter")), Fragment(pickle => pickle.Global("torch._tensor", "_rebuild_from_type_v2")),
        Fragment(pickle => pickle.Global("torch", "Size")), Fragment(pickle => pickle.Global("torch", "FloatStorage")), Fragment(pickle => pickle.Global("torch.storage", "UntypedStorage")),
        Fragment(pickle => pickle.Global("posix", "system")), Fragment(pickle => pickle.Global("builtins", "eval")),
        Fragment(pickle => pickle.EmptyOrderedDict()), Fragment(pickle => pickle.Integers([])), Fragment(pickle => pickle.Integers([2, 3])), Fragment(pickle => pickle.Integers([-1, long.MaxValue])),
        [(byte)'q', 0], [(byte)'h', 0], [(byte)'h', 1], [(byte)'j', 0xFF, 0xFF, 0xFF, 0xFF], [(byte)'r', 0xFF, 0xFF, 0xFF, 0xFF],
        [0x95, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [(byte)'X', 0xFF, 0xFF, 0xFF, 0x7F], [0x8D, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x8B, 0xFF, 0xFF, 0xFF, 0xFF],
        [(byte)'X', 2, 0, 0, 0, 0xC3, 0x28], [0x8C, 1, (byte)'a'], [0x94], [0x93], [(byte)'G', 0x7F, 0xF8, 0, 0, 0, 0, 0, 0], [(byte)'2', (byte)'2', (byte)'2'], [(byte)'(', (byte)'(', (byte)'t'],
    ];

    public static readonly Gen<PickleEdit[]> Some =
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 3], Gen.OneOf(Fragments).Array[0, 3], (place, removed, fragments) => new PickleEdit(place, removed, [.. fragments.SelectMany(fragment => fragment)]))
            .Array[0, 3];

    public static byte[] Apply(byte[] pickle, IEnumerable<PickleEdit> edits)
    {
        var opcodes = Split(pickle);
        foreach (var (place, removed, inserted) in edits)
        {
            var at = (int)(place * opcodes.Count);
            opcodes.RemoveRange(at, Math.Min(removed, opcodes.Count - at));
            opcodes.Insert(at, inserted);
        }

        return [.. opcodes.SelectMany(opcode => opcode)];
    }

    // The opcodes that PickleBuilder writes, each with its operand.
    private static List<byte[]> Split(ReadOnlySpan<byte> pickle)
    {
        var opcodes = new List<byte[]>();
        while (!pickle.IsEmpty)
        {
            var length = (char)pickle[0] switch
            {
                '\u0080' or 'K' => 2,
                'M' => 3,
                'J' => 5,
                'X' => 5 + pickle[1],
                '\u008A' => 2 + pickle[1],
                'c' => LineEnd(pickle, LineEnd(pickle, 1)),
                _ => 1,
            };
            opcodes.Add(pickle[..length].ToArray());
            pickle = pickle[length..];
        }

        return opcodes;
    }

    private static int LineEnd(ReadOnlySpan<byte> pickle, int begin) => begin + pickle[begin..].IndexOf((byte)'\n') + 1;

    private static byte[] Fragment(Action<PickleBuilder> write)
    {
        var builder = new PickleBuilder();
        write(builder);
        return builder.ToArray()[2..];
    }
}
