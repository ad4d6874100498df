using System.Text;
using Klue.Checkpoints;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Core.Tests.Safetensors;

/// <summary>Files at the limits of the format, most of them holes of zeros on the disk.</summary>
public sealed class SafetensorsLimitTests : IDisposable
{
    private const int HeaderLimit = 100_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_header_at_the_limit_is_accepted()
    {
        using var file = SafetensorsFile.Open(_folder.WriteSafetensors("a.safetensors", "{}".PadRight(HeaderLimit)));

        Assert.Empty(file.Tensors);
    }

    [Fact]
    public void A_header_beyond_the_limit_is_refused_unread()
    {
        using (var stream = File.Create(_folder.File("a.safetensors")))
        {
            stream.Write(BitConverter.GetBytes(HeaderLimit + 1L));
            stream.Write("{}"u8);
            stream.SetLength(8 + HeaderLimit + 1L);
        }

        Assert.Equal(SafetensorsRule.HeaderTooLarge, Refusal(_folder.File("a.safetensors")));
    }

    [Fact]
    public void A_million_tensors_are_accepted_in_bounded_time()
    {
        const int Count = 1_000_000;
        var header = new StringBuilder("{");
        for (var i = Count - 1; i >= 0; i--)
        {
            header.Append($$"""
                "tensor.{{i}}":{"dtype":"U8","shape":[1],"data_offsets":[{{i}},{{i + 1}}]}{{(i > 0 ? "," : "}")}}
                """);
        }

        var path = _folder.WriteSparseSafetensors("a.safetensors", header.ToString(), Count);
        var begin = System.Diagnostics.Stopwatch.GetTimestamp();
        using var file = SafetensorsFile.Open(path, SafetensorsAccess.Mapped);

        Assert.Equal(Count, file.Tensors.Count);
        Assert.Equal("tensor.0", file.Tensors[0].Name);
        Assert.Equal(999_999, file.GetTensor("tensor.999999").Begin);

        // Seconds, even on a busy machine; anything that grows with the square of the count would take hours.
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(begin) < TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("{\"a\":", "[")]
    [InlineData("", "{\"a\":")]
    [InlineData("{\"__metadata__\":", "{\"a\":")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":", "[")]
    public void Deep_nesting_is_refused(string start, string level)
    {
        var path = _folder.WriteSafetensors("a.safetensors", start + string.Concat(Enumerable.Repeat(level, 2_000_000)));

        Assert.Equal(SafetensorsRule.InvalidHeaderDeserialization, Refusal(path));
    }

    [Fact]
    public void A_shape_of_very_many_dimensions_is_read_and_shown_in_short()
    {
        var sizes = string.Join(',', Enumerable.Repeat("1", 1_000_000));
        using var file = SafetensorsFile.Open(
            _folder.WriteSafetensors("a.safetensors", $$$"""{"a":{"dtype":"U8","shape":[{{{sizes}}}],"data_offsets":[0,1]}}""", 9));

        Assert.Equal(1_000_000, file.GetTensor("a").Shape.Rank);
        Assert.Equal("U8 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ...] of rank 1000000", file.GetTensor("a").ToString());
    }

    [Theory]
    [InlineData(SafetensorsAccess.Mapped)]
    [InlineData(SafetensorsAccess.Streamed)]
    [InlineData(SafetensorsAccess.Memory)]
    public void Tensors_and_files_beyond_4_GiB_are_addressed(SafetensorsAccess access)
    {
        Assert.SkipWhen(access == SafetensorsAccess.Memory && !LongRun.Enabled, "Takes 5 GB of memory; run with KLUE_LONG=1.");
        const long Rows = 1_100_000_000;
        var path = _folder.WriteSparseSafetensors(
            "a.safetensors",
            $$$"""
            {"big":{"dtype":"F32","shape":[{{{Rows}}},1],"data_offsets":[0,{{{Rows * 4}}}]},
            "last":{"dtype":"F16","shape":[1],"data_offsets":[{{{Rows * 4}}},{{{Rows * 4 + 2}}}]}}
            """,
            Rows * 4 + 2);
        using (var stream = new FileStream(path, FileMode.Open))
        {
            stream.Seek(-6, SeekOrigin.End);
            stream.Write([0, 0, 128, 63, 0, 64]);
        }

        using var file = SafetensorsFile.Open(path, access);
        var values = new float[2];
        file.ReadSingle("big", Rows - 2, values);
        Assert.Equal([0, 1], values);
        file.ReadSingle("last", 0, values.AsSpan(1));
        Assert.Equal([0, 2], values);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadSingle("big", Rows - 1, values));
    }

    private static SafetensorsRule Refusal(string path) => Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Rule;
}
