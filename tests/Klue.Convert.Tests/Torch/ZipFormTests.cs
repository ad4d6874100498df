using Klue.Conversion.Torch;
using Klue.Convert.Tests.Building;
using Klue.Tests;

namespace Klue.Convert.Tests.Torch;

public sealed class ZipFormTests
{
    private static readonly BuiltTensor Weight = BuiltTensor.Singles("weight", [3], i => i + 1);

    private static readonly byte[] Pickle = TorchBuilder.StateDictionary([Weight], isLegacy: false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Archives_of_PyTorch_and_plain_ones_are_read(bool likeTorch)
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, Plain(likeTorch).ToArray(comment: "a comment"));

        var bytes = new byte[12];
        file.ReadBytes("weight", 0, bytes);
        Assert.Equal(Weight.Storage.Bytes, bytes);
    }

    [Fact]
    public void Folders_in_an_archive_are_passed_over()
    {
        using var folder = new TemporaryFolder();
        using var file = Open(folder, Plain().Add("archive/").Add("archive/data/").ToArray());

        Assert.Single(file.Tensors);
    }

    [Theory]
    [InlineData("archive/byteorder", "big", TorchRule.ByteOrder)]
    [InlineData("archive/code/model.py", "import os", TorchRule.Archive)]
    [InlineData("archive/constants.pkl", "N.", TorchRule.Archive)]
    [InlineData("archive/data.pkl", "N.", TorchRule.ZipName)]
    [InlineData("other/data.pkl", "N.", TorchRule.ZipName)]
    [InlineData("data.pkl", "N.", TorchRule.ZipName)]
    [InlineData("archive/../x", "", TorchRule.ZipName)]
    [InlineData("/archive/x", "", TorchRule.ZipName)]
    [InlineData("archive\\x", "", TorchRule.ZipName)]
    [InlineData("archive/x\u0007", "", TorchRule.ZipName)]
    public void An_entry_that_has_no_place_in_a_state_dictionary_is_refused(string name, string content, object rule)
    {
        using var folder = new TemporaryFolder();
        var exception = Assert.Throws<TorchFileException>(() => Open(folder, Plain().Add(name, System.Text.Encoding.UTF8.GetBytes(content)).ToArray()));

        Assert.Equal(rule, exception.Rule);
    }

    [Fact]
    public void A_damaged_pickle_is_refused_by_its_checksum()
    {
        using var folder = new TemporaryFolder();
        var bytes = Plain().ToArray();
        bytes[bytes.AsSpan().IndexOf("weight"u8)] ^= 1;

        Assert.Equal(TorchRule.ZipChecksum, Assert.Throws<TorchFileException>(() => Open(folder, bytes)).Rule);
    }

    [Fact]
    public void Bytes_before_behind_or_instead_of_any_part_are_refused()
    {
        using var folder = new TemporaryFolder();
        var bytes = Plain().ToArray();

        Assert.Throws<TorchFileException>(() => Open(folder, [.. "MZ"u8, .. bytes]));
        Assert.Throws<TorchFileException>(() => Open(folder, [.. bytes, 0]));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<TorchFileException>(() => Open(folder, bytes[..length]));
        }
    }

    [Fact]
    public void Entries_that_lie_over_one_another_are_refused()
    {
        using var folder = new TemporaryFolder();
        var bytes = new ZipBuilder(likeTorch: false).Add("archive/data.pkl", Pickle).Add($"archive/data/{Weight.Storage.Key}", Weight.Storage.Bytes).Add($"archive/data/{Weight.Storage.Key}", Weight.Storage.Bytes).ToArray();

        Assert.Throws<TorchFileException>(() => Open(folder, bytes));
    }

    private static ZipBuilder Plain(bool likeTorch = false) =>
        new ZipBuilder(likeTorch).Add("archive/data.pkl", Pickle).Add($"archive/data/{Weight.Storage.Key}", Weight.Storage.Bytes).Add("archive/version", "3\n"u8);

    private static TorchFile Open(TemporaryFolder folder, byte[] content)
    {
        File.WriteAllBytes(folder.File("t.bin"), content);
        return TorchFile.Open(folder.File("t.bin"));
    }
}
