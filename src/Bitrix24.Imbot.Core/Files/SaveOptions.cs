using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Core.Files;

/// <summary>Where a fetched file goes.</summary>
public sealed class SaveOptions
{
    /// <summary>Chooses a place.</summary>
    /// <param name="destination">A folder, where the file gets the name that it has on the portal; or the full path of the file.</param>
    /// <param name="isFolder">Which of the two.</param>
    public SaveOptions(string destination, bool isFolder)
    {
        Destination = Path.GetFullPath(destination);
        IsFolder = isFolder;
    }

    /// <summary>Full path of the folder or of the file.</summary>
    public string Destination { get; }

    /// <summary>Whether <see cref="Destination"/> is a folder.</summary>
    public bool IsFolder { get; }

    /// <summary>Puts the file in the place of one that is there already.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Hears how far it is; null for nobody.</summary>
    public IProgress<TransferProgress>? Progress { get; init; }

    /// <summary>Tells of paths that may not be used, whatever <see cref="Overwrite"/> says; null for none.</summary>
    public Func<string, bool>? IsTaken { get; init; }

    /// <summary>Refuses a place that is taken.</summary>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileExists"/>.</exception>
    internal void RequireFree(string path)
    {
        if (IsTaken?.Invoke(path) == true)
        {
            throw FileErrors.FileExists.With($"{path} is the place of another file of this call.");
        }

        if (Directory.Exists(path) || (!Overwrite && File.Exists(path)))
        {
            throw FileErrors.FileExists.With($"{path} is there already.");
        }
    }
}
