namespace Bitrix24.Imbot.Core.Files;

/// <summary>Where to save a downloaded file.</summary>
/// <param name="destination">A folder, where the file gets its name from the portal, or the full path of the file.</param>
/// <param name="isFolder">Whether <paramref name="destination"/> is a folder.</param>
public sealed class SaveOptions(string destination, bool isFolder)
{
    /// <summary>Full path of the folder or of the file.</summary>
    public string Destination { get; } = Path.GetFullPath(destination);

    /// <summary>Whether <see cref="Destination"/> is a folder.</summary>
    public bool IsFolder { get; } = isFolder;

    /// <summary>Whether to replace an existing file.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Receives the progress; null for none.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }

    /// <summary>Returns whether a path can't be used, regardless of <see cref="Overwrite"/>; null if all paths can be used.</summary>
    public Func<string, bool>? IsTaken { get; init; }

    /// <summary>Checks that a path can be used.</summary>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileExists"/>.</exception>
    internal void RequireFree(string path)
    {
        if (IsTaken?.Invoke(path) == true)
        {
            throw FileErrors.FileExists.With($"{path} is already used for another file of this call.");
        }

        if (Directory.Exists(path) || (!Overwrite && File.Exists(path)))
        {
            throw FileErrors.FileExists.With($"{path} already exists.");
        }
    }
}
