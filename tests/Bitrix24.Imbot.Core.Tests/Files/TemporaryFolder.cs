namespace Bitrix24.Imbot.Core.Tests.Files;

/// <summary>A folder that is deleted after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("b24-files-").FullName;

    public string Make(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Creates a sparse file of zeros, which uses no disk space.</summary>
    public string MakeEmpty(string name, long size)
    {
        string path = System.IO.Path.Combine(Path, name);
        using FileStream stream = File.Create(path);
        stream.SetLength(size);
        return path;
    }

    /// <summary>The names of the files in the folder, including hidden files.</summary>
    public string[] Names() => [.. Directory.GetFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
