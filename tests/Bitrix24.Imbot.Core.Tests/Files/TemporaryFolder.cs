namespace Bitrix24.Imbot.Core.Tests.Files;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("b24-files-").FullName;

    public string Make(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>A file of zeros that takes no room on the disk.</summary>
    public string MakeEmpty(string name, long size)
    {
        string path = System.IO.Path.Combine(Path, name);
        using FileStream stream = File.Create(path);
        stream.SetLength(size);
        return path;
    }

    /// <summary>Names of what is there, hidden files included.</summary>
    public string[] Names() => [.. Directory.GetFileSystemEntries(Path).Select(entry => System.IO.Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
