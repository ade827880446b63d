using System.Diagnostics;
using System.Runtime.Versioning;
using Bitrix24.Imbot.Core.Authorization;
using Bitrix24.Imbot.Core.Profiles;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Emulator;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Reliability;

/// <summary>Token stores that the operating system refuses to write. Each has its own error, and an existing store is not changed.</summary>
public sealed class StoreTroubleTests : IDisposable
{
    private const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string folder = Directory.CreateTempSubdirectory("b24-trouble-").FullName;
    private readonly string clientFolder = Directory.CreateTempSubdirectory("b24-client-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string StorePath => Path.Combine(folder, "tokens.json");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, Everybody | UnixFileMode.UserWrite);
        }

        Directory.Delete(clientFolder, recursive: true);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_store_in_a_read_only_folder_causes_an_error()
    {
        SkipOnWindows();
        File.SetUnixFileMode(folder, Everybody);

        Assert.Equal(nameof(TokenStoreErrors.TokenStoreNotWritten), await ErrorOfStrangerAsync());
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_store_of_another_account_causes_an_error_and_is_not_changed()
    {
        SkipOnWindows();
        new FileTokenStore(StorePath, new Uri("https://portal.example.com/"), "app").Write(Pair(1));
        byte[] before = await File.ReadAllBytesAsync(StorePath, Cancellation);
        File.SetUnixFileMode(folder, Everybody | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        if (!Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(StorePath, UnixFileMode.None);
        }

        Assert.Equal(nameof(TokenStoreErrors.TokenStoreOfAnotherAccount), await ErrorOfStrangerAsync());

        File.SetUnixFileMode(StorePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(before, await File.ReadAllBytesAsync(StorePath, Cancellation));
    }

    /// <summary>Uses a file system of 16 KiB that another file fills.</summary>
    [Fact]
    public void A_full_disk_causes_an_error_and_the_stored_tokens_are_kept()
    {
        SkipOnWindows();
        Assert.SkipUnless(
            Run("/bin/mount", "-t", "tmpfs", "-o", "size=16k", "none", folder), "Only root may mount the small file system that this test needs.");
        try
        {
            FileTokenStore store = new(StorePath, new Uri("https://portal.example.com/"), "app");
            store.Write(Pair(1));
            Fill(Path.Combine(folder, "filling"));

            Assert.Equal(nameof(TokenStoreErrors.TokenStoreNotWritten), Assert.Throws<B24Exception>(() => store.Write(Pair(2))).ErrorId);

            Assert.Equal("at-1", store.Read()!.AccessToken.Reveal());
            File.Delete(Path.Combine(folder, "filling"));
            store.Write(Pair(2));
            Assert.Equal("at-2", store.Read()!.AccessToken.Reveal());
            Assert.Equal([StorePath], Directory.GetFiles(folder));
        }
        finally
        {
            Run("/bin/umount", folder);
        }
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");

    /// <summary>The error of a process with another account, or of the same account without its permissions if the tests don't run as root.</summary>
    [UnsupportedOSPlatform("windows")]
    private async Task<string> ErrorOfStrangerAsync()
    {
        File.SetUnixFileMode(clientFolder, Everybody | UnixFileMode.UserWrite);
        await using PortalEmulator portal = await PortalEmulator.StartAsync(cancellationToken: Cancellation);
        Dictionary<string, string> environment = ClientProcess.OAuthOf(portal, StorePath);
        environment["B24_CALLS"] = "1";
        environment["B24_RATE"] = "Unlimited";
        using Process process = Environment.IsPrivilegedProcess
            ? ClientProcess.StartAsNobody(environment, clientFolder)
            : ClientProcess.Start(environment);
        string output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.Empty(portal.Requests.Snapshot());
        return output.Trim().Split(';')[^1];
    }

    private static void Fill(string path)
    {
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                stream.Write(new byte[1024]);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    private static bool Run(string command, params string[] arguments)
    {
        if (!File.Exists(command))
        {
            return false;
        }

        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static TokenPair Pair(int number) => new()
    {
        AccessToken = Secret.FromText($"at-{number}")!,
        RefreshToken = Secret.FromText($"rt-{number}"),
        Scope = "im,imbot",
    };
}
