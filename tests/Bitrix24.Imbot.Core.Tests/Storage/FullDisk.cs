using System.Diagnostics;
using Xunit;

namespace Bitrix24.Imbot.Core.Tests.Storage;

/// <summary>A folder on a small file system that can be filled to the last byte.</summary>
internal sealed class FullDisk : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("b24-full-").FullName;

    private FullDisk()
    {
    }

    /// <summary>Skips the test if no such file system can be created.</summary>
    public static FullDisk Mount()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs Unix.");
        FullDisk disk = new();
        if (Run("/bin/mount", "-t", "tmpfs", "-o", "size=64k", "none", disk.folder) != 0)
        {
            Directory.Delete(disk.folder);
            Assert.Skip("Only root may mount the small file system that this test needs.");
        }

        return disk;
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    public void Fill()
    {
        using FileStream stream = new(PathOf("filling"), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 1);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                stream.Write(block);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    public void MakeRoom() => File.Delete(PathOf("filling"));

    public void Dispose()
    {
        Run("/bin/umount", folder);
        Directory.Delete(folder, recursive: true);
    }

    private static int Run(string command, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
