namespace Bitrix24.Imbot.Help.Pages;

/// <summary>The folder of the sources: one folder a language, one page a cmdlet or topic.</summary>
/// <param name="path">The folder with the languages.</param>
public sealed class HelpFolder(string path)
{
    /// <summary>The language that has every text.</summary>
    public const string SourceCulture = "en-US";

    private const string TopicPrefix = "about_";

    /// <summary>The languages, the one that has every text first.</summary>
    public IReadOnlyList<string> Cultures =>
    [
        .. Directory.EnumerateDirectories(path)
            .Select(folder => Path.GetFileName(folder)!)
            .OrderByDescending(culture => culture == SourceCulture)
            .ThenBy(culture => culture, StringComparer.Ordinal),
    ];

    /// <summary>The pages of cmdlets as they are, by name.</summary>
    public IReadOnlyDictionary<string, CmdletPage> ReadOwnPages(string culture) =>
        CmdletFiles(culture).ToDictionary(file => Path.GetFileNameWithoutExtension(file), ReadPage);

    /// <summary>The pages of all cmdlets; what a language does not have comes from the source language.</summary>
    public IReadOnlyDictionary<string, CmdletPage> ReadPages(string culture)
    {
        IReadOnlyDictionary<string, CmdletPage> source = ReadOwnPages(SourceCulture);
        IReadOnlyDictionary<string, CmdletPage> own = ReadOwnPages(culture);
        return source.ToDictionary(
            pair => pair.Key,
            pair => own.TryGetValue(pair.Key, out CmdletPage? page) ? page.CompletedBy(pair.Value) : pair.Value);
    }

    /// <summary>Files of the pages of cmdlets.</summary>
    public IReadOnlyList<string> CmdletFiles(string culture) => [.. Files(culture).Where(file => !IsTopic(file))];

    /// <summary>Files of the topics.</summary>
    public IReadOnlyList<string> TopicFiles(string culture) => [.. Files(culture).Where(IsTopic)];

    private IEnumerable<string> Files(string culture) =>
        Directory.EnumerateFiles(Path.Combine(path, culture), "*.md").OrderBy(file => file, StringComparer.Ordinal);

    private static bool IsTopic(string file) => Path.GetFileName(file).StartsWith(TopicPrefix, StringComparison.Ordinal);

    private static CmdletPage ReadPage(string file)
    {
        try
        {
            return CmdletPageReader.Read(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }
    }
}
