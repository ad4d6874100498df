using Klue.Checkpoints;
using Klue.IO;
using Klue.Safetensors;
using Klue.Tests;

namespace Klue.Core.Tests.Safetensors;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<SafetensorsAccess> Accesses => new(Enum.GetValues<SafetensorsAccess>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Accesses))]
    public void Parts_of_a_tensor_are_read_wherever_they_lie(SafetensorsAccess access)
    {
        var path = _folder.WriteSafetensors(
            "a.safetensors",
            """{"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"f":{"dtype":"F32","shape":[2,2],"data_offsets":[1,17]}}""",
            [7, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64]);
        using var file = SafetensorsFile.Open(path, access);
        var values = new float[3];
        var bytes = new byte[2];

        file.ReadSingle("f", 1, values);
        file.ReadBytes("f", 2, bytes);

        Assert.Equal([2, 3, 4], values);
        Assert.Equal([128, 63], bytes);
        Assert.Equal("F32 [2, 2]", file.GetTensor("f").ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadBytes("f", 15, bytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadBytes("f", -1, bytes));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadSingle("f", 2, values));
        Assert.Equal("g", Assert.Throws<CheckpointException>(() => file.ReadBytes("g", 0, bytes)).Tensor);
    }

    [Fact]
    public void Only_bytes_in_memory_are_given_in_place()
    {
        var path = _folder.WriteSafetensors("a.safetensors", """{"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 5, 6);
        foreach (var access in (SafetensorsAccess[])[SafetensorsAccess.Memory, SafetensorsAccess.Mapped])
        {
            using var file = SafetensorsFile.Open(path, access);
            Assert.Equal(6, file.GetBytes("b", 1, 1)[0]);
            Assert.Throws<ArgumentOutOfRangeException>(() => file.GetBytes("b", 1, 2).Length);
        }

        using var streamed = SafetensorsFile.Open(path, SafetensorsAccess.Streamed);
        Assert.Throws<InvalidOperationException>(() => streamed.GetBytes("b", 0, 1).Length);
    }

    [Theory]
    [MemberData(nameof(Accesses))]
    public void A_closed_file_is_not_read(SafetensorsAccess access)
    {
        var path = _folder.WriteSafetensors("a.safetensors", """{"b":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 5);
        var file = SafetensorsFile.Open(path, access);

        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.ReadBytes("b", 0, new byte[1]));
    }

    [Fact]
    public void A_file_that_became_shorter_is_a_clear_error()
    {
        var path = _folder.WriteSafetensors("a.safetensors", """{"b":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 1, 2, 3, 4);
        using var file = SafetensorsFile.Open(path, SafetensorsAccess.Streamed);
        using (var other = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(other.Length - 2);
        }

        Assert.Contains(
            "changed while in use",
            Assert.Throws<FileAccessException>(() => file.ReadBytes("b", 0, new byte[4])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_name_file_rule_expectation_and_finding_in_one_line()
    {
        var path = _folder.WriteSafetensors("a.safetensors", """{"가\n":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 1, 2, 3, 4);

        var exception = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path));

        Assert.Equal(SafetensorsRule.TensorInvalidInfo, exception.Rule);
        Assert.Equal(
            $"'{path}' breaks the safetensors rule TensorInvalidInfo: expected for tensor '가\\u000a' 8 bytes for F32 [2], found 4",
            exception.Message);
    }

    [Theory]
    [InlineData("none.safetensors", "there is no such file")]
    [InlineData("none/a.safetensors", "folder does not exist")]
    [InlineData("", "it is a folder")]
    [InlineData("a\0b", "not valid")]
    public void A_file_that_cannot_be_read_is_a_clear_error(string name, string reason)
    {
        var path = Path.Combine(_folder.FullName, name);

        Assert.Contains(reason, Assert.Throws<FileAccessException>(() => SafetensorsFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_weights_says_what_it_should_hold()
    {
        Assert.Contains(
            "found neither",
            Assert.Throws<CheckpointException>(() => TensorSource.Open(_folder.FullName)).Message,
            StringComparison.Ordinal);

        _folder.Write("pytorch_model.bin", string.Empty);
        Assert.Contains(
            "klue-convert",
            Assert.Throws<CheckpointException>(() => TensorSource.Open(_folder.FullName)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void One_file_is_preferred_to_shards()
    {
        _folder.Write("model.safetensors.index.json", "{}");
        _folder.WriteSafetensors("model.safetensors", "{}");

        using var source = TensorSource.Open(_folder.FullName);

        Assert.IsType<SafetensorsFile>(source);
    }

    [Fact]
    public void Many_threads_may_read_one_file()
    {
        var header = string.Join(',', Enumerable.Range(0, 64).Select(i => $$"""
            "t{{i}}":{"dtype":"U8","shape":[4096],"data_offsets":[{{i * 4096}},{{(i + 1) * 4096}}]}
            """));
        var data = Enumerable.Range(0, 64 * 4096).Select(i => (byte)(i / 4096)).ToArray();
        using var file = SafetensorsFile.Open(_folder.WriteSafetensors("a.safetensors", $"{{{header}}}", data), SafetensorsAccess.Streamed);

        Parallel.For(0, 1024, i =>
        {
            var bytes = new byte[4096];
            file.ReadBytes($"t{i % 64}", 0, bytes);
            Assert.False(bytes.AsSpan().ContainsAnyExcept((byte)(i % 64)));
        });
    }
}
