using System.Diagnostics;
using Klue.Conversion.Sources;
using Klue.Convert.Tests.Building;
using Klue.Tests;

namespace Klue.Convert.Tests.Commands;

/// <summary>Whatever interrupts a conversion, the target is the old file or the complete new one.</summary>
[Collection(Effort.Alone)]
public sealed class InterruptionTests : IDisposable
{
    private const int Elements = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public InterruptionTests()
    {
        _folder.Write("in/config.json", "{}");
        File.WriteAllBytes(_folder.File("in/pytorch_model.bin"), TorchBuilder.Zip([.. Enumerable.Range(0, 4).Select(i => BuiltTensor.Singles($"t{i}", [Elements], j => i + j))]));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Killed_at_any_moment_the_target_is_old_or_new_and_whole()
    {
        Run("--dtype", "f16");
        var whole = Duration("--dtype", "bf16", "--overwrite");
        for (var i = 0; i < LongRun.Count(200) * (LongRun.Enabled ? 1 : 5); i++)
        {
            var dtype = i % 2 == 0 ? "f16" : "bf16";
            using (var process = Tool.Start(_folder.FullName, "in", "out", "--overwrite", "--dtype", dtype))
            {
                Thread.Sleep(TimeSpan.FromTicks(Random.Shared.NextInt64(whole.Ticks)));
                process.Kill();
                process.WaitForExit();
            }

            AssertWhole();
        }

        Run("--dtype", "f16", "--overwrite");
        Assert.Equal(["config.json", "model.safetensors"], Directory.EnumerateFiles(_folder.File("out")).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public void Told_to_end_it_does_and_says_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        Run("--dtype", "f16");
        var whole = Duration("--dtype", "f16", "--overwrite");
        for (var i = 0; i < 5; i++)
        {
            using (var process = Tool.Start(_folder.FullName, "in", "out", "--overwrite", "--dtype", "f16"))
            {
                Thread.Sleep(whole * (i + 1) / 6);
                Shell("kill", "-TERM", $"{process.Id}");
                process.WaitForExit();

                // 0 when it was done by then.
                Assert.Contains(process.ExitCode, (int[])[0, 143]);
                Assert.Equal(string.Empty, process.StandardError.ReadToEnd());
            }

            AssertWhole();
        }
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file_and_no_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A small file system is mounted for this test on Linux only.");
        var disk = _folder.File("disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Shell("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk) == 0, "This user may not mount a file system.");
        try
        {
            File.WriteAllText(Path.Combine(disk, "old.safetensors"), "old");
            Tool.Run(_folder.FullName, "in", "disk/old.safetensors", "--overwrite").AssertFailed("disk/old.safetensors", "cannot be written");
            Assert.Equal(["old.safetensors"], Directory.EnumerateFiles(disk).Select(path => Path.GetFileName(path)));
            Assert.Equal("old", File.ReadAllText(Path.Combine(disk, "old.safetensors")));
        }
        finally
        {
            Shell("umount", disk);
        }
    }

    [Fact]
    public void A_target_that_may_not_be_written_is_left_alone()
    {
        Run();
        var target = _folder.File("out/model.safetensors");
        File.SetAttributes(target, FileAttributes.ReadOnly);
        var before = File.GetLastWriteTimeUtc(target);
        Tool.Run(_folder.FullName, "in", "out", "--overwrite").AssertFailed("model.safetensors", "read-only");
        Assert.Equal(before, File.GetLastWriteTimeUtc(target));
        File.SetAttributes(target, FileAttributes.Normal);
        Tool.Run(_folder.FullName, "in", "in/config.json/out").AssertFailed("cannot be written");
    }

    [Fact]
    public void A_file_can_be_converted_onto_itself()
    {
        Run();
        var target = _folder.File("out/model.safetensors");
        Assert.Equal(0, Tool.Run(_folder.FullName, target, target, "--overwrite", "--dtype", "bf16").ExitCode);

        using var source = WeightFiles.Open(target);
        Assert.All(source.Tensors, tensor => Assert.Equal($"BF16 [{Elements}]", tensor.ToString()));
    }

    private void Run(params string[] options) => Assert.Equal(0, Tool.Run(_folder.FullName, ["in", "out", .. options]).ExitCode);

    private TimeSpan Duration(params string[] options)
    {
        var watch = Stopwatch.StartNew();
        Run(options);
        return watch.Elapsed;
    }

    private void AssertWhole()
    {
        using var source = WeightFiles.Open(_folder.File("out"));
        Assert.Equal(["t0", "t1", "t2", "t3"], source.Tensors.Select(tensor => tensor.Name).Order());
        var last = new byte[2];
        foreach (var tensor in source.Tensors)
        {
            source.ReadBytes(tensor.Name, tensor.ByteLength - last.Length, last);
            Assert.NotEqual([0, 0], last);
        }
    }

    private static int Shell(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
