using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Paths of PowerShell (drives, wildcards, relative to the current location) as full paths of files. All path parameters are resolved here. Tab completion and
/// <see cref="WildcardPattern.Escape(string)"/> write backticks before brackets; a path with them means the name without them.
/// </summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files that one path finds. Folders that a wildcard finds are passed over.</summary>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileNotFound"/>, <see cref="FileErrors.PathNotFile"/>.</exception>
    public static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        if (isLiteral)
        {
            return [Full(cmdlet, path)];
        }

        string[] files = WildcardPattern.ContainsWildcardCharacters(path) ? [.. Matching(cmdlet, path).Where(File.Exists)] : [];
        if (files.Length > 0)
        {
            return files;
        }

        string one = Of(cmdlet, path);
        return File.Exists(one) || !WildcardPattern.ContainsWildcardCharacters(path) ? [one]
            : throw FileErrors.FileNotFound.With($"No file matches '{path}'.");
    }

    /// <summary>The one file that a path means; wildcards are fine as long as they find one.</summary>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileNotFound"/>, <see cref="FileErrors.PathNotFile"/>.</exception>
    public static string One(PSCmdlet cmdlet, string path)
    {
        IReadOnlyList<string> files = Find(cmdlet, path, isLiteral: false);
        return files.Count == 1 ? files[0] : throw FileErrors.PathNotFile.With($"'{path}' matches {files.Count} files, and one is needed.");
    }

    /// <summary>One path without wildcards, whether or not there is anything.</summary>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileNotFound"/>, <see cref="FileErrors.PathNotFile"/>.</exception>
    public static string Of(PSCmdlet cmdlet, string path)
    {
        string literal = Full(cmdlet, path);
        string unescaped = WildcardPattern.Unescape(path);
        return unescaped == path || File.Exists(literal) || Directory.Exists(literal) ? literal : Full(cmdlet, unescaped);
    }

    private static string[] Matching(PSCmdlet cmdlet, string path)
    {
        try
        {
            string[] found = [.. cmdlet.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider)];
            RequireFileSystem(provider, path);
            return found;
        }
        catch (ItemNotFoundException)
        {
            return [];
        }
        catch (WildcardPatternException)
        {
            // A name such as "[" isn't a pattern.
            return [];
        }
        catch (Exception exception) when (UserCode.IsFailure(exception))
        {
            throw Invalid(path, exception);
        }
    }

    private static string Full(PSCmdlet cmdlet, string path)
    {
        try
        {
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            RequireFileSystem(provider, path);

            // Throws for what no path can contain, such as a NUL character.
            _ = Path.GetFullPath(full);
            return full;
        }
        catch (Exception exception) when (UserCode.IsFailure(exception))
        {
            throw Invalid(path, exception);
        }
    }

    private static void RequireFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystem)
        {
            throw FileErrors.PathNotFile.With($"'{path}' is a location of the {provider.Name} provider, not of the file system.");
        }
    }

    private static B24Exception Invalid(string path, Exception exception) =>
        FileErrors.FileNotFound.With($"The path '{path}' is not valid: {exception.Message}", exception);
}
