using CsCheck;
using Klue.Checkpoints;
using Klue.IO;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Core.Tests.Safetensors;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public SafetensorsWriterTests() => _path = _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bytes_are_those_of_the_reference_writer()
    {
        using (var writer = SafetensorsWriter.Create(
            _path,
            [new("b", Dtype.U8, new TensorShape(3)), new("라", Dtype.F32, new TensorShape()), new("a\"", Dtype.F32, new TensorShape(1, 2))],
            new Dictionary<string, string> { ["format"] = "pt" }))
        {
            writer.Write("b", [1, 2, 3]);
            writer.Write("a\"", [1f, 2f]);
            writer.Write("라", [3f]);
            writer.Commit();
        }

        const string Header =
            """{"__metadata__":{"format":"pt"},"a\"":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"라":"""
            + """{"dtype":"F32","shape":[],"data_offsets":[8,12]},"b":{"dtype":"U8","shape":[3],"data_offsets":[12,15]}}""";
        var padded = Header + new string(' ', (8 - System.Text.Encoding.UTF8.GetByteCount(Header) % 8) % 8);
        Assert.Equal(RawSafetensors.Bytes(padded, [0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 1, 2, 3]), File.ReadAllBytes(_path));
    }

    [Fact]
    [Trait(Conformance.Trait, Conformance.Category)]
    public void Files_of_the_reference_writer_come_out_byte_for_byte()
    {
        var all = Directory.GetFiles(Conformance.Path("models"), "*.safetensors", SearchOption.AllDirectories);
        var files = all.Where(IsOfTheReferenceWriter).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            Copy(file, _path);
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(_path));
        });
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    public void The_data_section_is_aligned(int alignment)
    {
        for (var length = 0; length < 70; length++)
        {
            var name = new string('n', length);
            using (var writer = SafetensorsWriter.Create(_path, [new(name, Dtype.I8, new TensorShape(1))], alignment: alignment))
            {
                writer.Write(name, [42]);
                writer.Commit();
            }

            var file = File.ReadAllBytes(_path);
            Assert.Equal(0, (8 + BitConverter.ToInt64(file)) % alignment);
            using var read = SafetensorsFile.Open(_path);
            Assert.Equal(42, Assert.Single(read.GetBytes(name, 0, 1).ToArray()));
        }
    }

    [Fact]
    public void Everything_that_is_written_is_read_again()
    {
        var gen =
            from tensors in Gen.Select(GenName, GenDtype, Gen.Long[0, 5].Array[0, 4]).List[0, 12]
            from metadata in Gen.Dictionary(GenName, GenName)[0, 4]
            from alignment in Gen.OneOf(8, 64)
            from seed in Gen.Int
            select (Tensors: tensors.DistinctBy(tensor => tensor.Item1).ToList(), metadata, alignment, seed);

        gen.Sample(
            sample =>
            {
                var random = new Random(sample.seed);
                var contents = sample.Tensors.ToDictionary(
                    tensor => new TensorInfo(tensor.Item1, tensor.Item2, WholeBytes(tensor.Item2, tensor.Item3)),
                    tensor => Array.Empty<byte>());
                foreach (var tensor in contents.Keys)
                {
                    random.NextBytes(contents[tensor] = new byte[tensor.ByteLength]);
                }

                using (var folder = new TemporaryFolder())
                {
                    var path = folder.File("t.safetensors");
                    WriteInParts(path, contents, sample.metadata, sample.alignment, random);
                    foreach (var access in Enum.GetValues<SafetensorsAccess>())
                    {
                        AssertHolds(path, access, contents, sample.metadata);
                    }
                }
            },
            iter: LongRun.Count(10_000));
    }

    [Fact]
    public void A_tensor_that_is_not_complete_is_no_file()
    {
        using (var writer = SafetensorsWriter.Create(_path, [new("a", Dtype.F32, new TensorShape(2))]))
        {
            writer.Write("a", [1f]);
            Assert.Contains("4 of its 8 bytes", Assert.Throws<InvalidOperationException>(writer.Commit).Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void What_was_not_described_is_refused()
    {
        TensorInfo[] tensors = [new("a", Dtype.F32, new TensorShape(1)), new("i", Dtype.I32, new TensorShape(1))];
        using var writer = SafetensorsWriter.Create(_path, tensors);

        Assert.Throws<ArgumentException>(() => writer.Write("b", [1f]));
        Assert.Throws<ArgumentException>(() => writer.Write("a", [1f, 2f]));
        Assert.Throws<ArgumentException>(() => writer.Write("i", [1f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write("i", 1, [1, 2, 3, 4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write("i", -1, [1]));
        writer.Write("i", 0, [1, 2, 3]);
        Assert.Contains("1 bytes left", Assert.Throws<ArgumentException>(() => writer.Write("i", 2, [3, 4])).Message, StringComparison.Ordinal);
    }

    // A lone surrogate does not outlive the serialisation of a theory's arguments.
    [Fact]
    public void Names_that_the_format_has_no_room_for_are_refused()
    {
        foreach (var (name, rule) in ((string, SafetensorsRule)[])
            [("a", SafetensorsRule.DuplicateName), ("__metadata__", SafetensorsRule.DuplicateName), ("b\ud800", SafetensorsRule.InvalidHeader)])
        {
            var exception = Assert.Throws<SafetensorsException>(
                () => SafetensorsWriter.Create(_path, [new("a", Dtype.U8, new TensorShape(0)), new(name, Dtype.U8, new TensorShape(0))]));

            Assert.Equal(rule, exception.Rule);
            Assert.Empty(Directory.GetFiles(_folder.FullName));
        }
    }

    [Fact]
    public void A_header_beyond_the_limit_is_refused() => Assert.Equal(
        SafetensorsRule.HeaderTooLarge,
        Assert.Throws<SafetensorsException>(
            () => SafetensorsWriter.Create(_path, [], new Dictionary<string, string> { ["k"] = new string('v', 100_000_000) })).Rule);

    [Fact]
    public void Sizes_beyond_64_bits_are_refused()
    {
        var huge = new TensorShape(long.MaxValue / 2);
        TensorInfo[] three = [new("a", Dtype.U8, huge), new("b", Dtype.U8, huge), new("c", Dtype.U8, huge)];

        Assert.Equal(
            SafetensorsRule.ValidationOverflow,
            Assert.Throws<SafetensorsException>(() => SafetensorsWriter.Create(_path, three)).Rule);
        Assert.Throws<FileAccessException>(() => SafetensorsWriter.Create(_path, [new("a", Dtype.U8, huge)]));
        Assert.Throws<ArgumentException>(() => new TensorInfo("a", Dtype.F32, huge));
    }

    private static readonly Gen<string> GenName = Gen.OneOf(
        Gen.String[Gen.Char['a', 'e'], 0, 3],
        Gen.String[Gen.OneOf(Gen.Char['가', '힣'], Gen.Char['\0', '\u007f'], Gen.OneOf('"', '\\', '/', '\u2028', '\ufeff')), 0, 6],
        Gen.Const("😀.weight"));

    private static readonly Gen<Dtype> GenDtype = Gen.Enum<Dtype>();

    // Types smaller than a byte need a multiple of four elements.
    private static TensorShape WholeBytes(Dtype dtype, long[] sizes) =>
        dtype.BitWidth < 8 ? new TensorShape([.. sizes, 4]) : new TensorShape(sizes);

    private static void WriteInParts(
        string path, Dictionary<TensorInfo, byte[]> contents, IReadOnlyDictionary<string, string> metadata, int alignment, Random random)
    {
        using var writer = SafetensorsWriter.Create(path, contents.Keys, metadata, alignment);
        foreach (var (tensor, bytes) in contents.OrderBy(_ => random.Next()))
        {
            var cut = random.Next(bytes.Length + 1);
            if (random.Next(2) == 0)
            {
                writer.Write(tensor.Name, bytes.AsSpan(0, cut));
                writer.Write(tensor.Name, bytes.AsSpan(cut));
                continue;
            }

            Parallel.Invoke(
                () => writer.Write(tensor.Name, cut, bytes.AsSpan(cut)),
                () => writer.Write(tensor.Name, 0, bytes.AsSpan(0, cut)));
        }

        writer.Commit();
    }

    private static void AssertHolds(
        string path, SafetensorsAccess access, Dictionary<TensorInfo, byte[]> contents, Dictionary<string, string> metadata)
    {
        using var file = SafetensorsFile.Open(path, access);
        Assert.Equal(metadata, file.Metadata);
        Assert.Equal(contents.Count, file.Tensors.Count);
        foreach (var (tensor, bytes) in contents)
        {
            var read = new byte[bytes.Length];
            file.ReadBytes(tensor.Name, 0, read);
            Assert.Equal(bytes, read);
            Assert.Equal((tensor.Dtype, tensor.Shape), (file.GetTensor(tensor.Name).Dtype, file.GetTensor(tensor.Name).Shape));
        }
    }

    // Other writers, and files made odd on purpose, do not sort or pad.
    private static bool IsOfTheReferenceWriter(string path)
    {
        using var file = SafetensorsFile.Open(path);
        var isPadded = BitConverter.ToInt64(File.ReadAllBytes(path)) % 8 == 0;
        var sorted = file.Tensors.OrderByDescending(tensor => tensor.Dtype).ThenBy(tensor => tensor.Name, StringComparer.Ordinal);
        return isPadded && file.Tensors.SequenceEqual(sorted);
    }

    private static void Copy(string from, string to)
    {
        using var source = SafetensorsFile.Open(from);
        using var writer = SafetensorsWriter.Create(to, source.Tensors.Reverse(), source.Metadata);
        foreach (var tensor in source.Tensors)
        {
            writer.Write(tensor.Name, source.GetBytes(tensor.Name, 0, (int)tensor.ByteLength));
        }

        writer.Commit();
    }
}
