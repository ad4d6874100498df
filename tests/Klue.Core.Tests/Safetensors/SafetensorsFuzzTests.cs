using System.Text;
using CsCheck;
using Klue.Checkpoints;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Core.Tests.Safetensors;

/// <summary>Headers with every kind of fault in every place.</summary>
public sealed class SafetensorsFuzzTests
{
    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\\u0000", " ", "\n", "\0", "\u00ff", "\u00ed\u00a0\u0080", "\u00ef\u00bb\u00bf", "null", "true", "-1", "0.5", "1e9", "00",
        "18446744073709551615", "9223372036854775808", "4294967296", "1e400", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"__metadata__\":{}",
        "\"F32\"", "\"F4\"", "\"BF16\"", "\"f32\"", "[0,4]", "[[1]]", "{\"x\":1}", "\"t0\"", "\"t1\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},",
    ];

    private static readonly Gen<(string, long[])> GenTensor = Gen.Select(
        Gen.OneOf("F32", "F16", "BF16", "U8", "BOOL", "I64", "F4", "F8_E4M3"), Gen.Long[0, 4].Array[0, 3]);

    // Where, as a share of the length, how many bytes go, and what takes their place.
    private static readonly Gen<(double Place, int Removed, string Fragment)> GenEdit = Gen.Select(Gen.Double[0, 1], Gen.Int[0, 6], Gen.OneOf(Fragments));

    [Fact]
    public void Every_edited_header_is_accepted_whole_or_refused_in_one_line()
    {
        var accepted = 0;
        Gen.Select(GenTensor.Array[0, 4], GenEdit.Array[0, 3], Gen.Int[-1, 1]).Sample(
            (tensors, edits, dataError) =>
            {
                var (header, dataLength) = MakeHeader(tensors, edits);
                if (IsAccepted(header, Math.Max(0, dataLength + dataError)))
                {
                    Interlocked.Increment(ref accepted);
                }
            },
            iter: LongRun.Count(2_000_000));

        Assert.NotEqual(0, accepted);
    }

    private static (byte[] Header, long DataLength) MakeHeader((string Dtype, long[] Shape)[] tensors, (double Place, int Removed, string Fragment)[] edits)
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

        var header = new StringBuilder($"{{{string.Join(',', entries)}}}");
        foreach (var (place, removed, fragment) in edits)
        {
            var at = (int)(place * header.Length);
            header.Remove(at, Math.Min(removed, header.Length - at)).Insert(at, fragment);
        }

        // Single bytes, so that an edit may also break a character apart.
        return (Encoding.Latin1.GetBytes(header.ToString()), end);
    }

    private static bool IsAccepted(byte[] bytes, long dataLength)
    {
        try
        {
            var header = SafetensorsHeader.Parse("fuzz", bytes, dataLength);
            Assert.Equal(dataLength, header.Tensors.Sum(tensor => tensor.ByteLength));
            Assert.All(header.Tensors, tensor => Assert.True(header.TryGetTensor(tensor.Name, out var found) && ReferenceEquals(found, tensor)));
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
