namespace Bitrix24.Imbot.Conversion;

/// <summary>
/// Resolves PowerShell paths (drives, wildcards, and relative paths) to full file paths. All path parameters are resolved here. Backticks before brackets, which tab
/// completion and <see cref="WildcardPattern.Escape(string)"/> add, are removed.
/// </summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>Finds the files that match a path. Folders that match a wildcard are skipped.</summary>
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

        string one = Resolve(cmdlet, path);
        return File.Exists(one) || !WildcardPattern.ContainsWildcardCharacters(path) ? [one]
            : throw FileErrors.FileNotFound.With($"No file matches '{path}'.");
    }

    /// <summary>Finds the single file that matches a path, which can contain wildcards.</summary>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileNotFound"/>, <see cref="FileErrors.PathNotFile"/>.</exception>
    public static string One(PSCmdlet cmdlet, string path)
    {
        IReadOnlyList<string> files = Find(cmdlet, path, isLiteral: false);
        return files.Count == 1 ? files[0] : throw FileErrors.PathNotFile.With($"'{path}' matches {files.Count} files. Specify a path that matches one file.");
    }

    /// <summary>Resolves a path without wildcards, which doesn't have to exist.</summary>
    /// <exception cref="B24Exception"><see cref="FileErrors.FileNotFound"/>, <see cref="FileErrors.PathNotFile"/>.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
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
        catch (Exception exception) when (exception is ItemNotFoundException or WildcardPatternException)
        {
            // A name such as "[" isn't a valid pattern.
            return [];
        }
        catch (Exception exception) when (UserCode.IsFailure(exception))
        {
            throw Invalid(path, exception);
        }
    }

    private static string Full(PSCmdlet cmdlet, string path) => UserCode.Run(
        () =>
        {
            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            RequireFileSystem(provider, path);

            // Throws for characters that a path can't contain, such as NUL.
            _ = Path.GetFullPath(full);
            return full;
        },
        exception => Invalid(path, exception));

    private static void RequireFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != FileSystem)
        {
            throw FileErrors.PathNotFile.With($"'{path}' is not a file system path. It belongs to the provider {provider.Name}.");
        }
    }

    private static B24Exception Invalid(string path, Exception exception) =>
        FileErrors.FileNotFound.With($"The path '{path}' is not valid: {exception.Message}", exception);
}
