#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// Flushes the names in a folder to disk. After a power failure, a flushed file can still have its old name, or none, until its folder is flushed as
/// well. On Windows, the file system's journal protects names.
/// </summary>
internal static class FolderOnDisk
{
#if NET
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    /// <summary>Flushes the folder to disk.</summary>
    /// <exception cref="IOException">The folder can't be flushed.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int folder = Open(path, ReadOnly);
        if (folder < 0)
        {
            // The folder is writable but not readable. It can't be flushed, but the file itself is valid.
            return;
        }

        try
        {
            // Some file systems, such as those of network drives, don't support flushing a folder.
            if (Synchronize(folder) != 0 && Marshal.GetLastPInvokeError() is var error and not InvalidArgument)
            {
                throw new IOException($"Folder {path} could not be flushed to disk: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
        finally
        {
            _ = Close(folder);
        }
    }

#pragma warning disable SYSLIB1054 // LibraryImport would require unsafe code in the whole assembly
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int file);
#pragma warning restore SYSLIB1054
#else
    /// <summary>Not required on Windows.</summary>
    /// <param name="path">The folder.</param>
    public static void Flush(string path) => _ = path;
#endif
}
