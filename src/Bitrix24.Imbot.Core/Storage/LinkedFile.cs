#if !NET
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
#endif

namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// Resolves symbolic links. Replacing a link would not replace the file for those who use it by another name, and a lock next to the link would
/// differ from the lock next to the file.
/// </summary>
internal static class LinkedFile
{
    /// <summary>The path, or the final target of its symbolic link, which may not exist.</summary>
    public static string Follow(string path)
    {
        try
        {
#if NET
            FileInfo file = new(path);
            return file.LinkTarget is null ? file.FullName : RealPathOf(path);
#else
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0 || !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? path : Resolve(path);
#endif
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The path doesn't exist, or the link is broken. Opening the path reports the error.
            return path;
        }
    }

#if NET
    /// <summary>The limit on Linux.</summary>
    private const int MaxLinks = 40;

    /// <summary>
    /// The path without symbolic links in any of its folders. A relative link starts at the real folder that contains it. .NET starts at the folder
    /// in the path, which may be a link.
    /// </summary>
    /// <exception cref="IOException">The links form a cycle.</exception>
    public static string RealPathOf(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        Stack<string> pending = new();
        Push(pending, full.Substring(real.Length));
        int links = 0;
        while (pending.Count > 0)
        {
            string part = pending.Pop();
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            string next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
            }
            else if (++links > MaxLinks)
            {
                throw new IOException($"Too many symbolic links in {path}.");
            }
            else
            {
                string root = Path.IsPathFullyQualified(target) ? Path.GetPathRoot(target)! : string.Empty;
                real = root.Length > 0 ? root : real;
                Push(pending, target.Substring(root.Length));
            }
        }

        return real;
    }

    private static void Push(Stack<string> pending, string path)
    {
        IEnumerable<string> parts = path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        foreach (string part in parts.Reverse())
        {
            if (part.Length > 0 && part != ".")
            {
                pending.Push(part);
            }
        }
    }
#else
    private const string LongPath = @"\\?\";

    /// <summary>Not tested on Windows.</summary>
    private static string Resolve(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        StringBuilder target = new(1024);
        uint length = GetFinalPathNameByHandle(stream.SafeFileHandle, target, (uint)target.Capacity, 0);
        string resolved = length == 0 || length >= target.Capacity ? path : target.ToString();
        return resolved.StartsWith(LongPath + "UNC", StringComparison.Ordinal) ? path
            : resolved.StartsWith(LongPath, StringComparison.Ordinal) ? resolved.Substring(LongPath.Length) : resolved;
    }

    [DllImport("kernel32.dll", EntryPoint = "GetFinalPathNameByHandleW", CharSet = CharSet.Unicode, SetLastError = true)]
    private static extern uint GetFinalPathNameByHandle(SafeFileHandle file, StringBuilder path, uint length, uint flags);
#endif
}
