using CsCheck;
using Klue.Checkpoints;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Core.Tests.Safetensors;

/// <summary>Headers with every kind of fault in every place.</summary>
public sealed class SafetensorsFuzzTests
{
    private static readonly Gen<(string Dtype, long[] Shape)> GenTensor = Gen.Select(
        Gen.OneOf("F32", "F16", "BF16", "U8", "BOOL", "I64", "F4", "F8_E4M3"), Gen.Long[0, 4].Array[0, 3]);

    private static readonly Gen<TextEdit[]> GenEdits = TextEdit.Edits(
        "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"", "\"F4\"", "\"BF16\"", "\"f32\"", "[0,4]", "\"t0\"",
        "\"__metadata__\":{},", "\"__metadata__\":{\"a\":\"b\"},", "\"t1\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},");

    [Fact]
    public void Every_edited_header_is_accepted_whole_or_refused_in_one_line()
    {
        var accepted = 0;
        Gen.Select(GenTensor.Array[0, 4], GenEdits, Gen.Int[-1, 1]).Sample(
            (tensors, edits, dataError) =>
            {
                var (header, dataLength) = MakeHeader(tensors);
                if (IsAccepted(TextEdit.Apply(header, edits), Math.Max(0, dataLength + dataError)))
                {
                    Interlocked.Increment(ref accepted);
                }
            },
            iter: LongRun.Count(2_000_000));

        Assert.NotEqual(0, accepted);
    }

    private static (string Header, long DataLength) MakeHeader((string Dtype, long[] Shape)[] tensors)
    {
        var end = 0L;
        var entries = new List<string>();
        foreach (var (name, shape) in tensors)
        {
            Assert.True(Dtype.TryParseFileName(name, out var dtype));
            var begin = end;
            end += shape.Aggregate(1L, (product, size) => product * size) * dtype.BitWidth / 8;
            entries.Add($$"""
                "t{{entries.Count}}":{"dtype":"{{name}}","shape":[{{string.Join(',', shape)}}],"data_offsets":[{{begin}},{{end}}]}
                """);
        }

        return ($"{{{string.Join(',', entries)}}}", end);
    }

    private static bool IsAccepted(byte[] bytes, long dataLength)
    {
        try
        {
            var header = SafetensorsHeader.Parse("fuzz", bytes, dataLength);
            Assert.Equal(dataLength, header.Tensors.Sum(tensor => tensor.ByteLength));
            Assert.All(header.Tensors, tensor =>
            {
                Assert.True(header.TryGetTensor(tensor.Name, out var found));
                Assert.Same(tensor, found);
            });
            return true;
        }
        catch (KlueException exception)
        {
            Assert.DoesNotContain('\n', exception.Message);
            Assert.InRange(exception.Message.Length, 1, 1000);
            return false;
        }
    }
}
