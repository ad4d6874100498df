using Klue.Conversion.Pickles;
using Klue.Conversion.Torch;
using Klue.Convert.Tests.Building;

namespace Klue.Convert.Tests.Torch;

/// <summary>Pickles as large as they may be that ask for ever more: refused within the bounds of memory and time.</summary>
[Collection(Effort.Alone)]
public sealed class PickleLimitTests
{
    private const long AllowedMemory = 64 << 20;

    public static TheoryData<string, byte[]> Floods => new()
    {
        { "nested lists", "]"u8.ToArray() },
        { "nested tuples", [0x29, 0x85] },
        { "marks", "("u8.ToArray() },
        { "empty dictionaries appended to a list", "}a"u8.ToArray() },
        { "the same list appended to itself", [(byte)'h', 0, (byte)'a'] },
        { "memo entries", [(byte)'r', 1, 2, 3, 4] },
        { "strings", [(byte)'X', 1, 0, 0, 0, (byte)'x', (byte)'a'] },
        { "foreign names", "cx\ny\na"u8.ToArray() },
        { "calls of a foreign name", "cx\ny\n)R"u8.ToArray() },
        { "None on the stack", "N"u8.ToArray() },
        { "storages without number", "Q"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public void A_flood_is_stopped_at_the_bound(string what, byte[] unit)
    {
        var start = new PickleBuilder().Raw((byte)']', (byte)'q', 0).ToArray();
        var pickle = new byte[PickleLimits.Bytes];
        start.CopyTo(pickle, 0);
        for (var place = start.Length; place + unit.Length <= pickle.Length; place += unit.Length)
        {
            unit.CopyTo(pickle, place);
        }

        TorchFileException? refusal = null;
        var effort = Effort.Of(() => refusal = Assert.Throws<TorchFileException>(() => PickleMachine.Run(new FilePart(what), pickle)));

        Assert.True(effort.AllocatedBytes < AllowedMemory, $"{what}: {effort}");
        Assert.True(effort.ProcessorTime < TimeSpan.FromSeconds(1), $"{what}: {effort}");
        Assert.True(refusal!.Rule is TorchRule.PickleLimit or TorchRule.PickleOperand, refusal.Message);
    }

    [Fact]
    public void Integers_of_any_width_are_read()
    {
        var value = PickleMachine.Run(new FilePart("integers"), new PickleBuilder().Mark()
            .Raw(0x8A, 0).Raw(0x8A, 1, 0xFF).Raw(0x8A, 2, 0xFF, 0x00).Raw(0x8A, 9, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x00).Raw((byte)'J', 0xFE, 0xFF, 0xFF, 0xFF)
            .Op('t').Stop()).Value;

        var items = Assert.IsType<PickleTuple>(value).Items.ToArray().Cast<PickleInteger>().Select(integer => integer.Value);
        Assert.Equal([0, -1, 255, (Int128)1 << 63, -2], items);
    }
}
