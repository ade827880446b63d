using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Bitrix24.Imbot.Core.Storage;
using Bitrix24.Imbot.Core.Tests.Reliability;
using Bitrix24.Imbot.Emulator;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Storage;

public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    private readonly string folder = Directory.CreateTempSubdirectory("b24-private-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_write_uses_one_temporary_file_and_leaves_none()
    {
        string path = PathOf("a/b/file");
        List<(WriteStep Step, string Files)> steps = [];

        PrivateFile.Write(path, "new"u8.ToArray(), step => steps.Add((step, Names(path))));

        Assert.Equal([(WriteStep.Created, "file.tmp"), (WriteStep.Filled, "file.tmp"), (WriteStep.Replaced, "file")], steps);
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void Only_temporary_files_of_earlier_versions_are_removed()
    {
        string path = PathOf("tokens.json");
        string left = $"{path}.{Guid.NewGuid():N}.tmp";
        string[] others = [path, path + ".bak.tmp", PathOf($"other.{Guid.NewGuid():N}.tmp"), path + ".tmp"];
        foreach (string file in others.Append(left))
        {
            File.WriteAllText(file, "x");
        }

        PrivateFile.Sweep(path);

        Assert.Equal(others.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Folders_stores_and_locks_are_private_regardless_of_the_umask()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        await using PortalEmulator portal = await PortalEmulator.StartAsync(cancellationToken: Cancellation);
        Dictionary<string, string> environment = ClientProcess.OAuthOf(portal, PathOf("one/two/three/tokens.json"));
        environment["B24_CALLS"] = "1";
        environment["B24_RATE"] = "Unlimited";
        using Process process = ClientProcess.StartWithoutUmask(environment);
        Assert.StartsWith("1;0;", await process.StandardOutput.ReadToEndAsync(Cancellation), StringComparison.Ordinal);

        Assert.All(Directory.GetDirectories(folder, "*", SearchOption.AllDirectories), path => Assert.Equal(OwnersFolder, File.GetUnixFileMode(path)));
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Equal(["tokens.json", "tokens.json.lock"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, path => Assert.Equal(OwnersFile, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void A_pipe_or_a_device_is_refused_without_waiting()
    {
        SkipOnWindows();
        string pipe = PathOf("pipe");
        Assert.Equal(0, Run("/bin/mkfifo", pipe));

        Assert.Throws<IOException>(() => PrivateFile.Read(pipe));
        Assert.Throws<IOException>(() => PrivateFile.AppendLine(pipe, "x\n"u8.ToArray()));
        Assert.Throws<IOException>(() => PrivateFile.Read("/dev/zero"));
    }

    [Fact]
    public void Flushing_a_folder_does_not_fail_even_if_it_is_missing()
    {
        FolderOnDisk.Flush(folder);
        FolderOnDisk.Flush(PathOf("missing"));
    }

    [Fact]
    public void An_appended_line_starts_on_a_new_line()
    {
        string path = PathOf("dead.jsonl");
        File.WriteAllText(path, "{\"half");

        PrivateFile.AppendLine(path, "{}\n"u8.ToArray());
        PrivateFile.AppendLine(path, "[]\n"u8.ToArray());

        Assert.Equal("{\"half\n{}\n[]\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_line_that_does_not_fit_on_the_disk_leaves_no_text()
    {
        SkipOnWindows();
        Assert.SkipUnless(
            Run("/bin/mount", "-t", "tmpfs", "-o", "size=16k", "none", folder) == 0, "Only root may mount the small file system that this test needs.");
        try
        {
            string path = PathOf("dead.jsonl");
            PrivateFile.AppendLine(path, "first\n"u8.ToArray());
            byte[] large = Encoding.ASCII.GetBytes(new string('x', 20_000) + "\n");

            Assert.Throws<IOException>(() => PrivateFile.AppendLine(path, large));

            Assert.Equal("first\n", File.ReadAllText(path));
            PrivateFile.AppendLine(path, "second\n"u8.ToArray());
            Assert.Equal("first\nsecond\n", File.ReadAllText(path));
        }
        finally
        {
            Run("/bin/umount", folder);
        }
    }

    [Fact]
    public void A_lock_that_is_held_is_not_confused_with_one_that_cannot_be_created()
    {
        string path = PathOf("x.lock");
        using (FileLock.TryAcquire(path))
        {
            Assert.Null(FileLock.TryAcquire(path));
            Assert.False(FileLock.IsIgnored(path));
        }

        using (IDisposable? free = FileLock.TryAcquire(path))
        {
            Assert.NotNull(free);
        }

        File.Delete(path);
        Directory.CreateDirectory(path);
        Assert.ThrowsAny<Exception>(() => FileLock.TryAcquire(path));
    }

    [Fact]
    public async Task A_lock_on_a_read_only_disk_fails_immediately()
    {
        SkipOnWindows();
        Assert.SkipUnless(
            Run("/bin/mount", "-t", "tmpfs", "none", folder) == 0, "Only root may mount the small file system that this test needs.");
        try
        {
            string path = PathOf("x.lock");
            FileLock.TryAcquire(path)!.Dispose();
            Assert.Equal(0, Run("/bin/mount", "-o", "remount,ro", folder));

            await Assert.ThrowsAnyAsync<IOException>(() => FileLock.AcquireAsync(path, Cancellation));
        }
        finally
        {
            Run("/bin/umount", folder);
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_store_that_others_can_read_or_change_causes_a_warning()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        string path = PathOf("tokens.json");
        PrivateFile.Write(path, "{}"u8.ToArray());
        Assert.Empty(StoreSafety.ConcernsOf(path, isRefreshed: true));

        File.SetUnixFileMode(path, OwnersFile | UnixFileMode.GroupWrite);
        Assert.Contains("can be written by other accounts", Assert.Single(StoreSafety.ConcernsOf(path, isRefreshed: true)), StringComparison.Ordinal);

        File.SetUnixFileMode(path, OwnersFile | UnixFileMode.OtherRead);
        Assert.Contains("can be read by other accounts", Assert.Single(StoreSafety.ConcernsOf(path, isRefreshed: true)), StringComparison.Ordinal);

        File.SetUnixFileMode(path, OwnersFile);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root may give a file to another account.");
        Assert.Equal(0, Run("/bin/chown", "65534", path));
        Assert.Contains("user ID 65534", Assert.Single(StoreSafety.ConcernsOf(path, isRefreshed: true)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", UnixFileMode.OtherWrite)]
    [InlineData("", UnixFileMode.GroupWrite)]
    [InlineData("a", UnixFileMode.OtherWrite)]
    [InlineData("a", UnixFileMode.GroupWrite)]
    [InlineData("a/b", UnixFileMode.GroupWrite)]
    [UnsupportedOSPlatform("windows")]
    public void A_parent_folder_that_others_can_change_causes_a_warning(string name, UnixFileMode writers)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        string path = PathOf("a/b/tokens.json");
        PrivateFile.Write(path, "{}"u8.ToArray());
        Assert.Empty(StoreSafety.ConcernsOf(path, isRefreshed: true));

        string changed = Path.TrimEndingDirectorySeparator(PathOf(name));
        File.SetUnixFileMode(changed, OwnersFolder | writers);
        Assert.Contains($"chmod go-w '{changed}'", Assert.Single(StoreSafety.ConcernsOf(path, isRefreshed: true)), StringComparison.Ordinal);

        File.SetUnixFileMode(changed, OwnersFolder | writers | UnixFileMode.StickyBit);
        Assert.Empty(StoreSafety.ConcernsOf(path, isRefreshed: true));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b")]
    [UnsupportedOSPlatform("windows")]
    public void A_parent_folder_of_another_account_causes_a_warning(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root may give a file to another account.");
        string path = PathOf("a/b/tokens.json");
        PrivateFile.Write(path, "{}"u8.ToArray());
        Assert.Equal(0, Run("/bin/chown", "1234", PathOf(name)));

        string concern = Assert.Single(StoreSafety.ConcernsOf(path, isRefreshed: true));
        Assert.Contains($"(user ID 1234) owns the folder '{PathOf(name)}'", concern, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_target_folder_of_a_link_is_checked_with_its_parent_folders()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        PrivateFile.Write(PathOf("real/inner/tokens.json"), "{}"u8.ToArray());
        Directory.CreateSymbolicLink(PathOf("link"), "real/inner");
        Assert.Empty(StoreSafety.ConcernsOf(PathOf("link/tokens.json"), isRefreshed: false));

        File.SetUnixFileMode(PathOf("real"), OwnersFolder | UnixFileMode.GroupWrite);
        Assert.Contains(PathOf("real"), Assert.Single(StoreSafety.ConcernsOf(PathOf("link/tokens.json"), isRefreshed: false)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../store.json", "b/store.json")]
    [InlineData("../../store.json", "store.json")]
    [InlineData("next.json", "b/c/next.json")]
    [InlineData("./../c/./second.json", "b/store.json")]
    public void A_relative_link_is_resolved_from_its_real_folder(string target, string file)
    {
        SkipOnWindows();
        Directory.CreateDirectory(PathOf("b/c"));
        Directory.CreateSymbolicLink(PathOf("link"), "b/c");
        File.CreateSymbolicLink(PathOf("b/c/second.json"), "../store.json");
        File.CreateSymbolicLink(PathOf("b/c/tokens.json"), target);

        string resolved = LinkedFile.Follow(PathOf("link/tokens.json"));
        PrivateFile.Write(resolved, "here"u8.ToArray());

        // The operating system resolves the link.
        Assert.Equal("here", File.ReadAllText(PathOf("link/tokens.json")));
        Assert.Equal("here", File.ReadAllText(PathOf(file)));
    }

    [Fact]
    public void Circular_links_cause_the_error_of_the_operating_system()
    {
        SkipOnWindows();
        File.CreateSymbolicLink(PathOf("one"), "two");
        File.CreateSymbolicLink(PathOf("two"), "one");

        Assert.Equal(PathOf("one"), LinkedFile.Follow(PathOf("one")));
        Assert.ThrowsAny<IOException>(() => PrivateFile.Read(PathOf("one")));
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("/dev/zero")]
    public async Task A_link_to_a_pipe_or_a_device_is_refused_without_waiting(string target)
    {
        SkipOnWindows();
        Assert.Equal(0, Run("/bin/mkfifo", PathOf("pipe")));
        File.CreateSymbolicLink(PathOf("first"), target);
        File.CreateSymbolicLink(PathOf("second"), "first");

        Task<byte[]> read = Task.Run(() => PrivateFile.Read(PathOf("second")), Cancellation);

        await Assert.ThrowsAsync<IOException>(() => read.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public void Appending_to_a_full_device_causes_the_error_of_the_write()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a device that is always full.");
        Assert.Contains(
            "No space left", Assert.ThrowsAny<IOException>(() => PrivateFile.AppendLine("/dev/full", "x\n"u8.ToArray())).Message, StringComparison.Ordinal);
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");

    private static string Names(string path) => string.Join(" ", Directory.GetFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName));

    private static int Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
