using System.Diagnostics;
using System.Runtime.Versioning;
using Klue.IO;
using Klue.Tests;

namespace Klue.Core.Tests.IO;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _target;

    public AtomicFileTests() => _target = _folder.File("결과 파일.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_target_is_the_old_file_until_the_commit_and_the_new_one_after()
    {
        File.WriteAllText(_target, "old");
        using (var file = AtomicFile.Create(_target))
        {
            file.Write("new"u8);
            file.Flush();
            Assert.Equal("old", File.ReadAllText(_target));
            file.Commit();
            Assert.Equal("new", File.ReadAllText(_target));
        }

        Assert.Equal([_target], Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_commit_nothing_happened(bool exists)
    {
        if (exists)
        {
            File.WriteAllText(_target, "old");
        }

        using (var file = AtomicFile.Create(_target, 1 << 20))
        {
            file.Write("new"u8);
        }

        Assert.Equal(exists ? [_target] : Array.Empty<string>(), Directory.GetFiles(_folder.FullName));
        Assert.True(!exists || File.ReadAllText(_target) == "old");
    }

    [Fact]
    public void Whole_files_are_written_at_once()
    {
        AtomicFile.WriteAllText(_target, "한국어");
        Assert.Equal("한국어"u8, File.ReadAllBytes(_target));

        AtomicFile.WriteAllBytes(_target, []);
        Assert.Empty(File.ReadAllBytes(_target));
    }

    [Fact]
    public void Parts_may_be_written_in_any_order()
    {
        using (var file = AtomicFile.Create(_target))
        {
            file.Position = 3;
            file.Write("def"u8);
            file.Seek(0, SeekOrigin.Begin);
            file.Write("abc"u8);
            file.Commit();
        }

        Assert.Equal("abcdef", File.ReadAllText(_target));
    }

    [Fact]
    public void Several_threads_may_write_at_places_of_their_own()
    {
        const int Part = 1 << 20;
        const int Parts = 40;
        using (var file = AtomicFile.Create(_target, Part * Parts))
        {
            Parallel.For(0, Parts, part => file.WriteAt(part * Part, [.. Enumerable.Repeat((byte)part, Part)]));
            Assert.Equal(0, file.Position);
            file.Commit();
        }

        var bytes = File.ReadAllBytes(_target);
        Assert.Equal(Part * Parts, bytes.Length);
        Assert.All(Enumerable.Range(0, Parts), part => Assert.Equal(-1, bytes.AsSpan(part * Part, Part).IndexOfAnyExcept((byte)part)));
    }

    [Fact]
    public void Leftovers_of_ended_processes_are_removed_and_no_others()
    {
        using var ended = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "--version") { RedirectStandardOutput = true })!;
        ended.WaitForExit();
        var leftover = NameOfTemporary(_target, ended.Id);
        var ofAnotherTarget = NameOfTemporary(_folder.File("other.txt"), ended.Id);
        var ofARunningProcess = NameOfTemporary(_target, Environment.ProcessId);
        var ofTheUser = _folder.File(".klue-notes.tmp");
        foreach (var file in (string[])[leftover, ofAnotherTarget, ofARunningProcess, ofTheUser])
        {
            File.WriteAllText(file, "part");
        }

        AtomicFile.WriteAllText(_target, "new");

        Assert.False(File.Exists(leftover));
        Assert.All([ofAnotherTarget, ofARunningProcess, ofTheUser, _target], file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public void A_leftover_that_is_held_open_is_left_alone()
    {
        var held = NameOfTemporary(_target, int.MaxValue);
        using var holder = new FileStream(held, FileMode.Create, FileAccess.Write, FileShare.None);

        AtomicFile.WriteAllText(_target, "new");

        Assert.True(File.Exists(held));
    }

    [Fact]
    public void Concurrent_writers_leave_one_whole_content_and_nothing_else()
    {
        Parallel.For(0, 64, writer => AtomicFile.WriteAllText(_target, new string((char)('a' + writer % 26), 10_000)));

        Assert.Single(File.ReadAllText(_target).Distinct());
        Assert.Equal([_target], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Permissions_of_the_target_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix file modes.");
        File.WriteAllText(_target, "old");
        File.SetUnixFileMode(_target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        AtomicFile.WriteAllText(_target, "new");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(_target));
    }

    [Fact]
    public void A_read_only_target_is_refused_and_stays()
    {
        File.WriteAllText(_target, "old");
        File.SetAttributes(_target, FileAttributes.ReadOnly);

        AssertRefused(_target, "read-only");

        File.SetAttributes(_target, FileAttributes.Normal);
        Assert.Equal("old", File.ReadAllText(_target));
    }

    [Fact]
    public void A_missing_folder_is_refused() => AssertRefused(Path.Combine(_folder.FullName, "none", "file.txt"), "folder does not exist");

    [Fact]
    public void A_folder_is_refused() => AssertRefused(_folder.FullName, "it is a folder");

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/stdout")]
    [InlineData("/proc/self/comm")]
    public void A_device_is_refused(string device)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows names devices otherwise.");
        AssertRefused(device, "no regular file");
    }

    [Fact]
    public void An_invalid_path_is_refused() => AssertRefused("a\0b", "not valid");

    [Fact]
    public void More_than_the_disk_holds_is_refused_before_the_work()
    {
        var exception = Assert.Throws<FileAccessException>(() => AtomicFile.Create(_target, 1L << 60));

        Assert.Contains("결과 파일.txt", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void Reading_is_not_supported()
    {
        using var file = AtomicFile.Create(_target);

        Assert.False(file.CanRead);
        Assert.Throws<NotSupportedException>(() => file.ReadByte());
    }

    private void AssertRefused(string path, string reason)
    {
        var before = Directory.GetFileSystemEntries(_folder.FullName);
        var exception = Assert.Throws<FileAccessException>(() => AtomicFile.WriteAllText(path, "new"));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Equal(path, exception.File);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder.FullName));
    }

    private static string NameOfTemporary(string target, int process) => TemporaryFile.Prefix(target) + $"{process}-0123456789abcdef.tmp";
}
