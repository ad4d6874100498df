using Klue.Bench.Machines;
using Klue.Bench.Workloads;
using Klue.Kernels;
using Klue.Tests;
using Klue.Tokenizer;

namespace Klue.Bench.Tests;

/// <summary>What is timed does what it should; it is done once, not timed.</summary>
public sealed class WorkloadTests
{
    [Fact]
    public void Every_operation_changes_its_matrix_and_stays_within_it()
    {
        var shape = new OpShape(3, 20);
        using var tables = new EmbeddingTables(shape.Columns);
        Assert.All(Op.All, op =>
        {
            using var data = new OpData(shape, tables, seed: 1);
            float[] before = [.. data.Elements];
            op.Run(data, KernelOptions.Default);
            Assert.NotEqual(before, data.Elements.ToArray());
            Assert.All(data.Elements.ToArray(), value => Assert.True(float.IsFinite(value), op.Name));
            data.Refill();
            Assert.Equal(before, data.Elements.ToArray());
        });
    }

    [Fact]
    public void Random_texts_are_the_same_each_time_and_known_to_the_vocabulary()
    {
        var tokenizer = BertTokenizer.Load(EmbeddedVocabulary.Folder);
        var sample = TextSample.Of(null, tokenizer);
        Assert.Equal(sample.Texts, TextSample.Of(null, tokenizer).Texts);
        Assert.Equal(sample.Texts.Sum(text => (long)System.Text.Encoding.UTF8.GetByteCount(text)), sample.Utf8Bytes);
        Assert.All(sample.Texts.Take(100), text => Assert.DoesNotContain(tokenizer.UnkId, tokenizer.Encode(text).Ids));
    }

    [Fact]
    public void Texts_of_a_file_are_its_lines()
    {
        using var folder = new TemporaryFolder();
        var sample = TextSample.Of(folder.Write("texts.txt", "하나\r\n\n둘\n"), BertTokenizer.Load(EmbeddedVocabulary.Folder));
        Assert.Equal(["하나", "둘"], sample.Texts);
        Assert.Equal("texts.txt", sample.Name);
    }

    [Theory]
    [InlineData("always madvise [never]\n", "glibc.malloc.hugetlb=1", "never")]
    [InlineData("[always] madvise never\n", null, "always")]
    [InlineData("always [madvise] never\n", null, "for those that ask; not asked for")]
    [InlineData("always [madvise] never\n", "glibc.malloc.hugetlb=2", "for those that ask; not asked for")]
    [InlineData("always [madvise] never\n", "glibc.malloc.check=0:glibc.malloc.hugetlb=1", "for those that ask; asked for (GLIBC_TUNABLES=glibc.malloc.hugetlb=1)")]
    public void A_report_says_whether_it_had_huge_pages(string setting, string? tunables, string expected) =>
        Assert.Equal(expected, HugePages.Describe(setting, tunables));

    [Theory]
    [InlineData("", 4096, "0.0 GiB, 0.0 GiB of it in pieces below 2 MiB")]
    [InlineData("Node 0, zone      DMA      0      0      1\nNode 0, zone   Normal  262144  0 65536 0 0 0 0 0 0 512 256\n", 4096, "4.0 GiB, 2.0 GiB of it in pieces below 2 MiB")]
    [InlineData("Node 0, zone   Normal  0 0 0 0 8192 2048\n", 65536, "12.0 GiB, 8.0 GiB of it in pieces below 2 MiB")]
    public void A_report_says_in_what_pieces_memory_was_free(string pieces, int pageSize, string expected) =>
        Assert.Equal(expected, FreeMemory.Describe(pieces, pageSize));

    [Fact]
    public void The_program_that_start_starts_prints_a_line()
    {
        var model = RepositoryFolder.Find("models", "klue-mini");
        Assert.Single(BenchRun.Of("embed", "정말 좋았다.", "--model", model, "--threads", "1").Succeeded().Rows);
        Assert.Single(BenchRun.Of("embed", "--shape", "2x8", "--model", model).Succeeded().Rows);
        BenchRun.Of("embed", "--model", model).WasRefused("--shape");
    }
}
