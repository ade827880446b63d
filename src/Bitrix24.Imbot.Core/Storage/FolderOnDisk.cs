#if NET
using System.Runtime.InteropServices;
#endif

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// Puts the names in a folder on the disk. After a power failure a file whose content was written to the disk can still have its old name, or none, until its
/// folder was written as well. On Windows the file system's journal takes care of names.
/// </summary>
internal static class FolderOnDisk
{
#if NET
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    /// <summary>Writes the folder to the disk.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int folder = Open(path, ReadOnly);
        if (folder < 0)
        {
            // A folder that may be written and not read: nothing can be done, and nothing is wrong with the file.
            return;
        }

        try
        {
            // Some file systems, such as those of network drives, have nothing to write and say that they cannot.
            if (Synchronize(folder) != 0 && Marshal.GetLastPInvokeError() is var error and not InvalidArgument)
            {
                throw new IOException($"The folder {path} cannot be written to the disk: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
        finally
        {
            _ = Close(folder);
        }
    }

#pragma warning disable SYSLIB1054 // LibraryImport would need unsafe code in the whole assembly
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int file);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int file);
#pragma warning restore SYSLIB1054
#else
    /// <summary>Nothing on Windows.</summary>
    /// <param name="path">The folder.</param>
    public static void Flush(string path) => _ = path;
#endif
}
