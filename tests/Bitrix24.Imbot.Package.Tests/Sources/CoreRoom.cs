using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests.Sources;

/// <summary>A folder of Core: its files, and what of Core they name.</summary>
internal sealed partial class CoreRoom
{
    private const string Root = "Bitrix24.Imbot.Core";
    private readonly string folder;

    public CoreRoom(string name)
    {
        Name = name;
        folder = Path.Combine(BuildFacts.CoreSources, name);
    }

    public string Name { get; }

    public static IEnumerable<CoreRoom> All() => Directory.GetDirectories(BuildFacts.CoreSources)
        .Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj")).Select(name => new CoreRoom(name));

    /// <summary>Other rooms that the files name: by a using directive, by the full name, or by the part that C# completes itself.</summary>
    public IEnumerable<(string File, string Room)> OtherRoomsUsed(IReadOnlyCollection<string> rooms)
    {
        Regex named = new($@"\b{Regex.Escape(Root)}\.(?<room>{string.Join('|', rooms)})\b"
            + $@"|(?<![\w.])(Core\.)?(?<room>{string.Join('|', rooms)})\.(?<type>[A-Z]\w*)");
        return Codes().SelectMany(code => named.Matches(code.Text)
            .Where(match => !match.Groups["type"].Success || HasType(match.Groups["room"].Value, match.Groups["type"].Value))
            .Select(match => match.Groups["room"].Value).Where(room => room != Name).Distinct()
            .Select(room => (code.File, room)));
    }

    /// <summary>The same for types, which need no using directive when they lie in the root's namespace.</summary>
    public IEnumerable<(string File, string Type)> TypesUsed(IReadOnlyCollection<string> types)
    {
        Regex named = new($@"(?<![\w.])([A-Z]\w*\.)*(?<type>{string.Join('|', types)})\b");
        return Codes().SelectMany(code => named.Matches(code.Text).Select(match => match.Groups["type"].Value).Distinct()
            .Select(type => (code.File, type)));
    }

    /// <summary>Tells <c>Text.Keyboard</c>, a type of a room, from <c>Text.Length</c>, a property that is called as the room is.</summary>
    private static bool HasType(string room, string type) => File.Exists(Path.Combine(BuildFacts.CoreSources, room, type + ".cs"));

    private IEnumerable<(string File, string Text)> Codes() => RepositoryFiles.Under(folder)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => (Path.GetRelativePath(BuildFacts.CoreSources, file), CommentOrText().Replace(File.ReadAllText(file), string.Empty)));

    /// <summary>What a comment or a message names is no use of it.</summary>
    [GeneratedRegex(@"//[^\n]*|""(\\.|[^""\\\n])*""")]
    private static partial Regex CommentOrText();
}
