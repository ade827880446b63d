namespace Bitrix24.Imbot.Core.Storage;

/// <summary>Files that only their owner can read: 0600 in folders of 0700, whatever the umask. On Windows the folder's inherited rights apply.</summary>
internal static class PrivateFile
{
    private const string Temporary = ".tmp";

    /// <summary>Bytes of the unique part in the names of temporary files that earlier versions left behind.</summary>
    private const int OldUniquePart = 32;

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="IOException">
    /// It cannot be read, or it is empty. No file of ours is empty, and a pipe or a device, which has no length either, would make the reader wait for ever.
    /// </exception>
    public static byte[] Read(string path)
    {
        // The length of a link is its own.
        FileInfo file = new(LinkedFile.Follow(path));
        return file.Length > 0 ? File.ReadAllBytes(path) : throw new IOException("It is empty, or it is not a regular file.");
    }

    /// <summary>
    /// Writes a file completely or not at all: a reader sees the old content or the new one, also after a power failure. One writer at a time, because the
    /// temporary file always has the same name.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it holds from then on.</param>
    /// <param name="reached">Hears of each step; may be null.</param>
    public static void Write(string path, byte[] content, Action<WriteStep>? reached = null)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        string temporary = TemporaryOf(path);
        try
        {
            File.Delete(temporary);
            using (FileStream stream = Open(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            {
                reached?.Invoke(WriteStep.Created);
                stream.Write(content, 0, content.Length);
                stream.Flush(flushToDisk: true);
            }

            reached?.Invoke(WriteStep.Filled);
            Adopt(path);
            reached?.Invoke(WriteStep.Replaced);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Where the new content of a file is before it gets the file's name. A process that is killed in between leaves it there, complete.</summary>
    public static string TemporaryOf(string path) => path + Temporary;

    /// <summary>Gives the temporary file of a file the file's own name.</summary>
    public static void Adopt(string path)
    {
        Replace(TemporaryOf(path), path);
        FolderOnDisk.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Removes temporary files of a file that earlier versions, which gave each a name of its own, left behind when they were killed.</summary>
    public static void Sweep(string path)
    {
        string name = Path.GetFileName(path);
        foreach (string left in Directory.GetFiles(Path.GetDirectoryName(path)!, $"{name}.*{Temporary}"))
        {
            if (Path.GetFileName(left).Length == name.Length + 1 + OldUniquePart + Temporary.Length)
            {
                File.Delete(left);
            }
        }
    }

    /// <summary>
    /// Adds a line to a file, which is made where it is missing. Where that fails, nothing of the line stays; a line that something else left unfinished is
    /// ended first.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line with its line break.</param>
    public static void AppendLine(string path, byte[] line)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        bool isNew = !File.Exists(path);

        // For reading as well, because opening a named pipe for writing only waits until somebody reads from it.
        using (FileStream stream = Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read))
        {
            if (!stream.CanSeek)
            {
                throw new IOException("It is not a regular file.");
            }

            long end = stream.Length;
            try
            {
                if (end > 0 && !EndsLine(stream))
                {
                    stream.WriteByte((byte)'\n');
                }

                stream.Seek(0, SeekOrigin.End);
                stream.Write(line, 0, line.Length);
                stream.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                TryShorten(stream, end);
                throw;
            }
        }

        if (isNew)
        {
            FolderOnDisk.Flush(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Makes the folder and those above it that are missing, readable for their owner only; one that exists stays as it is.</summary>
    public static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        // One after the other: the system would give the mode to the last one only.
        string? parent = Path.GetDirectoryName(Path.GetFullPath(path));
        if (parent is not null)
        {
            MakeFolder(parent);
        }

#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            FolderOnDisk.Flush(parent!);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    /// <summary>Opens a file without a buffer; one that is made belongs to its owner only.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
#if NET
        FileStreamOptions options = new() { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        return new FileStream(path, mode, access, share, bufferSize: 1);
#endif
    }

    private static void TryShorten(FileStream stream, long length)
    {
        try
        {
            stream.SetLength(length);
        }
        catch (IOException)
        {
            // The error of the write says what is wrong; a device can't be shortened.
        }
    }

    private static bool EndsLine(FileStream stream)
    {
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
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
