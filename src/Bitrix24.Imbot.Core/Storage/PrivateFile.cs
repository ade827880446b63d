namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Files that only their owner can read: 0600 in a folder of 0700. On Windows the folder's inherited rights apply.</summary>
internal static class PrivateFile
{
    /// <summary>Writes a file completely or not at all: whoever reads it meanwhile sees the old content or the new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it holds from then on.</param>
    /// <param name="reached">Hears of each step; may be null.</param>
    public static void Write(string path, byte[] content, Action<WriteStep>? reached = null)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = Open(temporary, FileMode.CreateNew))
            {
                reached?.Invoke(WriteStep.Created);
                stream.Write(content, 0, content.Length);
                stream.Flush(flushToDisk: true);
            }

            reached?.Invoke(WriteStep.Filled);
            Replace(temporary, path);
            reached?.Invoke(WriteStep.Replaced);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Adds to a file in one piece; makes it where it is missing.</summary>
    public static void Append(string path, byte[] content)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        using FileStream stream = Open(path, FileMode.Append);
        stream.Write(content, 0, content.Length);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Makes the folder, readable for its owner only; one that exists stays as it is.</summary>
    public static void MakeFolder(string path)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    private static FileStream Open(string path, FileMode mode)
    {
#if NET
        FileStreamOptions options = new() { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, mode, FileAccess.Write, FileShare.Read);
#endif
    }

    private static void Replace(string source, string destination)
    {
#if NET
        File.Move(source, destination, overwrite: true);
#else
        if (File.Exists(destination))
        {
            File.Replace(source, destination, null);
        }
        else
        {
            File.Move(source, destination);
        }
#endif
    }
}
