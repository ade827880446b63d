namespace Bitrix24.Imbot.Help.Pages;

/// <summary>The source folder, with one subfolder for each language and one page for each cmdlet or topic.</summary>
/// <param name="path">The source folder.</param>
public sealed class HelpFolder(string path)
{
    /// <summary>The source language, which is complete.</summary>
    public const string SourceCulture = "en-US";

    private const string TopicPrefix = "about_";

    /// <summary>The languages, the source language first.</summary>
    public IReadOnlyList<string> Cultures =>
    [
        .. Directory.EnumerateDirectories(path)
            .Select(folder => Path.GetFileName(folder)!)
            .OrderByDescending(culture => culture == SourceCulture)
            .ThenBy(culture => culture, StringComparer.Ordinal),
    ];

    /// <summary>Reads the pages of cmdlets in a language, by name.</summary>
    public IReadOnlyDictionary<string, CmdletPage> ReadPagesWithoutFallback(string culture) =>
        CmdletFiles(culture).ToDictionary(file => Path.GetFileNameWithoutExtension(file), ReadPage);

    /// <summary>Reads the pages of all cmdlets. Missing texts come from the source language.</summary>
    public IReadOnlyDictionary<string, CmdletPage> ReadPages(string culture)
    {
        IReadOnlyDictionary<string, CmdletPage> source = ReadPagesWithoutFallback(SourceCulture);
        IReadOnlyDictionary<string, CmdletPage> translated = ReadPagesWithoutFallback(culture);
        return source.ToDictionary(
            pair => pair.Key,
            pair => translated.TryGetValue(pair.Key, out CmdletPage? page) ? page.CompletedBy(pair.Value) : pair.Value);
    }

    /// <summary>Gets the files of cmdlet pages.</summary>
    public IReadOnlyList<string> CmdletFiles(string culture) => [.. Files(culture).Where(file => !IsTopic(file))];

    /// <summary>Gets the files of topics.</summary>
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
