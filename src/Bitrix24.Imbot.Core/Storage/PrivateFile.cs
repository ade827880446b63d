namespace Bitrix24.Imbot.Core.Storage;

/// <summary>
/// Files that only their owner can read: mode 0600 in folders with mode 0700, regardless of the umask. On Windows, the inherited permissions of the
/// folder apply.
/// </summary>
internal static class PrivateFile
{
    private const string Temporary = ".tmp";

    /// <summary>Length of the unique part in the names of temporary files from earlier versions.</summary>
    private const int OldUniquePart = 32;

    /// <summary>Reads a complete file.</summary>
    /// <exception cref="IOException">
    /// The file can't be read or is empty. The module writes no empty files. A pipe or a device, which also has no length, would block the reader
    /// forever.
    /// </exception>
    public static byte[] Read(string path)
    {
        // For a link, FileInfo returns the length of the link itself.
        FileInfo file = new(LinkedFile.Follow(path));
        return file.Length > 0 ? File.ReadAllBytes(path) : throw new IOException("The file is empty or is not a regular file.");
    }

    /// <summary>
    /// Writes a file atomically: readers see either the old or the new content, even after a power failure. Only one writer at a time, because the
    /// temporary file always has the same name.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">The new content.</param>
    /// <param name="reached">Called for each step; may be null.</param>
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

    /// <summary>
    /// The path of the new content until it gets the name of the file. A process that is killed in between leaves the complete content there.
    /// </summary>
    public static string TemporaryOf(string path) => path + Temporary;

    /// <summary>Completes or discards the temporary file of a process that was killed during a write. Called under the lock of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isNewest">Whether a temporary file is complete and newer than the file. It may then be the only copy of its content.</param>
    public static void FinishInterruptedWrite(string path, Func<string, bool> isNewest)
    {
        Sweep(path);
        string temporary = TemporaryOf(path);
        if (File.Exists(temporary) && isNewest(temporary))
        {
            Adopt(path);
        }
        else
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Renames the temporary file to the file.</summary>
    private static void Adopt(string path)
    {
        Move(TemporaryOf(path), path, overwrite: true);
        FolderOnDisk.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Deletes temporary files of earlier versions, which used unique names, that remain from killed processes.</summary>
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
    /// Appends a line to a file and creates the file if necessary. If this fails, no part of the line remains. An incomplete last line is ended
    /// first.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, including its line break.</param>
    public static void AppendLine(string path, byte[] line)
    {
        bool isNew = !File.Exists(path);
        using (FileStream stream = OpenForLines(path))
        {
            long end = stream.Length;
            try
            {
                if (!EndsLine(stream))
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

    /// <summary>Checks whether lines can be appended to a file. Leaves no empty file.</summary>
    public static void ProbeLines(string path)
    {
        bool isNew = !File.Exists(path);
        AppendLine(path, []);
        if (isNew)
        {
            File.Delete(path);
        }
    }

    /// <summary>Opens a file to append lines. Creates it, readable only for its owner, if it doesn't exist.</summary>
    /// <exception cref="IOException">The file can't be opened, or isn't a regular file.</exception>
    public static FileStream OpenForLines(string path)
    {
        MakeFolder(Path.GetDirectoryName(path)!);

        // Also opened for reading, because opening a named pipe only for writing blocks until it has a reader.
        FileStream stream = Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (!stream.CanSeek)
        {
            stream.Dispose();
            throw new IOException("It is not a regular file.");
        }

        return stream;
    }

    /// <summary>Whether a file is empty or ends with a line break. Changes the position in the file.</summary>
    public static bool EndsLine(FileStream stream)
    {
        if (stream.Length == 0)
        {
            return true;
        }

        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() == '\n';
    }

    /// <summary>Creates a folder and its missing parents, readable only for their owner. An existing folder is not changed.</summary>
    public static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        // One at a time, because the system would apply the mode only to the last one.
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

    /// <summary>Opens a file without a buffer. A new file is accessible only to its owner.</summary>
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

    public static void Move(string source, string destination, bool overwrite)
    {
#if NET
        File.Move(source, destination, overwrite);
#else
        if (overwrite && File.Exists(destination))
        {
            File.Replace(source, destination, null);
        }
        else
        {
            File.Move(source, destination);
        }
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
            // The error of the write is the relevant one. A device can't be shortened.
        }
    }
}
