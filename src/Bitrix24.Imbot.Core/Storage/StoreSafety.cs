#if NET
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
#endif

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// Finds security problems of a file with secrets. They are warnings: the file still works, and only its owner knows whether the risk is intended.
/// </summary>
internal static class StoreSafety
{
    /// <summary>One sentence for each problem. Empty if the file doesn't exist, and on Windows, where the folder's permissions apply.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isRefreshed">Whether several processes can write the file, so that it must be lockable.</param>
    public static IReadOnlyList<string> ConcernsOf(string path, bool isRefreshed)
    {
        List<string> concerns = [];
        string file = LinkedFile.Follow(path);
        if (!File.Exists(file))
        {
            return concerns;
        }

        try
        {
            AddConcernsOfOthers(file, concerns);
            if (isRefreshed && IsLockIgnored(FileLock.GetLockPath(file)))
            {
                concerns.Add($"{path} can't be locked, so two processes that refresh the token at the same time would lose it. {FileLock.IgnoredAdvice}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            concerns.Add($"Could not check {path} for security problems: {exception.Message}");
        }

        return concerns;
    }

    private static bool IsLockIgnored(string path)
    {
        try
        {
            using IDisposable? turn = FileLock.TryAcquire(path);
            return turn is not null && FileLock.IsIgnored(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder isn't writable, which the first refresh reports.
            return false;
        }
    }

#if NET
    private const UnixFileMode WrittenByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode ReadByOthers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static void AddConcernsOfOthers(string file, List<string> concerns)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        UnixFileMode mode = File.GetUnixFileMode(file);
        if ((mode & (WrittenByOthers | ReadByOthers)) != 0)
        {
            string what = (mode & WrittenByOthers) == 0 ? "read" : (mode & ReadByOthers) == 0 ? "written" : "read and written";
            concerns.Add($"{file} contains secrets and can be {what} by other accounts. Run: chmod 600 '{file}'");
        }

        if (GetForeignOwner(file) is { } owner)
        {
            concerns.Add($"{file} contains secrets, but belongs to another account (user ID {owner}), which can change it.");
        }

        for (string? folder = Path.GetDirectoryName(LinkedFile.RealPathOf(file)); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            AddConcernsOfFolder(file, folder, concerns);
        }
    }

    /// <summary>An account that can write to a folder can replace the files and folders in it, unless the sticky bit prevents this.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void AddConcernsOfFolder(string file, string folder, List<string> concerns)
    {
        UnixFileMode mode = File.GetUnixFileMode(folder);
        if ((mode & WrittenByOthers) != 0 && (mode & UnixFileMode.StickyBit) == 0)
        {
            concerns.Add($"{file} contains secrets, but other accounts can replace files in the folder '{folder}'. Run: chmod go-w '{folder}'");
        }

        if (GetForeignOwner(folder) is { } owner)
        {
            concerns.Add($"{file} contains secrets, but another account (user ID {owner}) owns the folder '{folder}' and can replace the files in it.");
        }
    }

    /// <summary>The user ID of the owner, if it is neither this account nor root.</summary>
    private static uint? GetForeignOwner(string path) => GetOwner(path) is { } owner && owner != 0 && owner != CurrentUser() ? owner : null;

    // The layout of statx, unlike that of stat, is the same on all processors.
    private const int WorkingFolder = -100;
    private const uint UserId = 8;
    private const int StatusLength = 256;
    private const int UserIdOffset = 20;

    /// <summary>The user ID of the owner; null on macOS, or if the system library is too old.</summary>
    private static uint? GetOwner(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            byte[] status = new byte[StatusLength];
            return Status(WorkingFolder, path, 0, UserId, status) == 0 ? BitConverter.ToUInt32(status, UserIdOffset) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

#pragma warning disable SYSLIB1054 // LibraryImport would require unsafe code in the whole assembly
    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Status(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] status);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint CurrentUser();
#pragma warning restore SYSLIB1054
#else
    private static void AddConcernsOfOthers(string file, List<string> concerns)
    {
        // On Windows, the folder's permissions apply, and the content is encrypted for the account.
        _ = file;
        _ = concerns;
    }
#endif
}
