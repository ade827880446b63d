using Bitrix24.Imbot.Tests;

namespace Bitrix24.Imbot.Prose.Tests.Reading;

/// <summary>All texts that people wrote in this repository.</summary>
internal static class RepositoryTexts
{
    /// <summary>Data, pictures, and files without a place for comments.</summary>
    private static readonly string[] NoProse = [".json", ".png", ".svg", ".sln", ".gitignore", ".gitattributes", ".rsp", ".resx", ".ico", ".txt", ".bin", ".jsonl"];

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<Prose>>> Texts = new(ReadAll);

    /// <summary>The texts of each file, by the path in the repository.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Prose>> Files => Texts.Value;

    /// <summary>Reads a file by its kind. Null for a kind of file that isn't known.</summary>
    public static IEnumerable<Prose>? Read(string file, string source)
    {
        bool isTest = file.StartsWith("tests/", StringComparison.Ordinal);
        return Path.GetExtension(file) switch
        {
            ".md" => MarkdownReader.Read(file, source),
            ".cs" => CSharpReader.Read(file, source, withStrings: !isTest),
            ".ps1" or ".psm1" or ".psd1" => PowerShellReader.Read(file, source, withStrings: !isTest),
            ".js" or ".mjs" or ".css" => ScriptReader.Read(file, source),
            ".html" => MarkupReader.Page(file, source),
            ".csproj" or ".props" or ".targets" or ".ps1xml" => MarkupReader.Comments(file, source),
            ".yml" => HashCommentReader.Read(file, source).Concat(YamlReader.Read(file, source)),
            ".editorconfig" => HashCommentReader.Read(file, source),
            _ when file is ".ci/run" => HashCommentReader.Read(file, source),
            _ when file is "llms.txt" => MarkdownReader.Read(file, source),
            _ when file is "LICENSE" || file.StartsWith("tests/Facts/", StringComparison.Ordinal) => [],
            string extension when NoProse.Contains(extension) => [],
            _ => null,
        };
    }

    public static IEnumerable<string> Paths() => RepositoryFiles.All().Select(path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/'));

    private static IReadOnlyDictionary<string, IReadOnlyList<Prose>> ReadAll() =>
        Paths().AsParallel()
            .Select(file => (File: file, Texts: Read(file, File.ReadAllText(Path.Combine(RepositoryFiles.Root, file)))?.ToArray()))
            .Where(read => read.Texts is { Length: > 0 })
            .ToDictionary(read => read.File, read => (IReadOnlyList<Prose>)read.Texts!);
}
