using System.Diagnostics;
using CsCheck;
using Klue.Checkpoints;
using Klue.Conversion.Pickles;
using Klue.Conversion.Torch;
using Klue.Convert.Tests.Building;
using Klue.Tests;

namespace Klue.Convert.Tests.Fuzzing;

/// <summary>
/// Checkpoints with faults in every place: opcodes, views, archives, bytes. Each is read whole or refused in one line. A failure
/// prints the seed that repeats it; seeds that once found a fault stand in the tests as <c>seed</c>.
/// </summary>
public sealed class TorchFuzzTests : IDisposable
{
    private const long MostBytesRead = 1 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly Gen<BuiltTensor> GenTensor = Gen.Select(
        Gen.OneOf(Dtype.F32, Dtype.F64, Dtype.F16, Dtype.BF16, Dtype.I64, Dtype.U8, Dtype.Bool),
        Gen.Int[0, 40],
        Gen.OneOf(Gen.Long[0, 6], Gen.OneOf(-1L, 1L << 40, long.MaxValue)),
        Gen.Long[0, 4].Array[0, 4],
        Gen.OneOf(Gen.Long[0, 6], Gen.OneOf(-1L, 1L << 40, long.MaxValue)).Array[0, 4],
        Gen.Bool,
        (dtype, count, offset, sizes, strides, isPacked) =>
        {
            var storage = new BuiltStorage($"{(int)dtype}", dtype, new byte[count * dtype.BitWidth / 8]);
            return isPacked ? BuiltTensor.Packed($"t{count}", storage, sizes) : new BuiltTensor($"t{count}", storage, offset, sizes, strides);
        });

    private readonly TemporaryFolder _folder = new();
    private readonly ThreadLocal<string> _file;
    private int _files;

    public TorchFuzzTests() => _file = new ThreadLocal<string>(() => _folder.File($"{Interlocked.Increment(ref _files)}.bin"));

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_edited_pickle_is_understood_or_refused_in_one_line()
    {
        var understood = 0;
        Gen.Select(GenTensor.Array[0, 3], PickleEdit.Some, Gen.Bool).Sample(
            (tensors, edits, isLegacy) =>
            {
                var pickle = PickleEdit.Apply(TorchBuilder.StateDictionary(tensors, isLegacy), edits);
                Count(ref understood, () => StateDictionary.Find(new FilePart("fuzz"), PickleMachine.Run(new FilePart("fuzz"), pickle)));
            },
            iter: LongRun.Count(6_000_000));

        Assert.NotEqual(0, understood);
    }

    [Fact]
    public void Every_edited_archive_is_read_or_refused_in_one_line() => Fuzz(LongRun.Count(1_200_000), isLegacy: false);

    [Fact]
    public void Every_edited_legacy_file_is_read_or_refused_in_one_line() => Fuzz(LongRun.Count(800_000), isLegacy: true);

    private void Fuzz(long count, bool isLegacy)
    {
        var read = 0;
        Gen.Select(GenTensor.Array[0, 3], PickleEdit.Some, ByteEdit.Some).Sample(
            (tensors, pickleEdits, byteEdits) =>
            {
                // Views of one storage share it, whatever was drawn for each.
                BuiltTensor[] apart = [.. tensors.DistinctBy(tensor => tensor.Storage.Key)];
                var pickle = PickleEdit.Apply(TorchBuilder.StateDictionary(apart, isLegacy), pickleEdits);
                var bytes = isLegacy ? TorchBuilder.Legacy(pickle, apart) : TorchBuilder.Zip(pickle, apart);
                File.WriteAllBytes(_file.Value!, ByteEdit.Apply(bytes, byteEdits));
                Count(ref read, () => Read(_file.Value!));
            },
            iter: count);

        Assert.NotEqual(0, read);
    }

    private static void Read(string path)
    {
        using var file = TorchFile.Open(path);
        foreach (var tensor in file.Tensors)
        {
            file.ReadBytes(tensor.Name, 0, new byte[Math.Min(tensor.ByteLength, MostBytesRead)]);
        }
    }

    private static void Count(ref int accepted, Action read)
    {
        var elapsed = Try(ref accepted, read);
        if (elapsed > Longest)
        {
            // A process may be stopped for a while; what hangs will hang again.
            elapsed = Try(ref accepted, read);
        }

        Assert.InRange(elapsed, TimeSpan.Zero, Longest);
    }

    private static TimeSpan Try(ref int accepted, Action read)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            read();
            Interlocked.Increment(ref accepted);
        }
        catch (KlueException exception)
        {
            Assert.DoesNotContain('\n', exception.Message);
            Assert.InRange(exception.Message.Length, 1, 2000);
        }

        return watch.Elapsed;
    }
}
