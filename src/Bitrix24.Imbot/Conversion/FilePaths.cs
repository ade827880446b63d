using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Conversion;

/// <summary>Paths of PowerShell (drives, wildcards, relative to the current location) as full paths of files.</summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files behind one path. Folders that a wildcard finds are passed over.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.FileNotFound"/>, <see cref="ErrorKinds.PathNotFile"/>.</exception>
    public static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        if (isLiteral || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [Of(cmdlet, path)];
        }

        try
        {
            string[] found = [.. cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider)];
            RequireFileSystem(provider, path);
            string[] files = [.. found.Where(File.Exists)];
            return files.Length > 0 ? files : throw ErrorKinds.FileNotFound.With($"No file fits {path}.");
        }
        catch (SessionStateException exception)
        {
            throw ErrorKinds.FileNotFound.With($"No file fits {path}: {exception.Message}", exception);
        }
    }

    /// <summary>One path without wildcards, whether or not there is anything.</summary>
    /// <exception cref="B24Exception"><see cref="ErrorKinds.FileNotFound"/>, <see cref="ErrorKinds.PathNotFile"/>.</exception>
    public static string Of(PSCmdlet cmdlet, string path)
    {
        try
        {
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            RequireFileSystem(provider, path);
            return full;
        }
        catch (SessionStateException exception)
        {
            throw ErrorKinds.FileNotFound.With($"{path} leads nowhere: {exception.Message}", exception);
        }
    }

    private static void RequireFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystem)
        {
            throw ErrorKinds.PathNotFile.With($"{path} lies on a drive of {provider.Name}, and not of files.");
        }
    }
}
