using System.Text.RegularExpressions;

namespace Bitrix24.Imbot.Package.Tests.Sources;

/// <summary>Finds the classes that do the work of some cmdlets. Such a cmdlet refers to the class and not to the requests that it sends.</summary>
internal static class CmdletWork
{
    private static readonly string[] InCore = ["Messages/MessageDraft.cs", "Sessions/BotChange.cs", "Sessions/BotRegistration.cs"];

    private static readonly (string Name, string Text)[] Classes = [.. InCore.Select(file => Path.Combine(BuildFacts.CoreSources, file))
        .Concat(RepositoryFiles.Under(Path.Combine(BuildFacts.CmdletSources, "Sending")))
        .Concat(RepositoryFiles.Under(Path.Combine(BuildFacts.CmdletSources, "Running")))
        .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)))];

    /// <summary>The source of a cmdlet with the source of the classes to which it refers.</summary>
    public static string WithWork(string source) =>
        string.Join('\n', Classes.Where(work => Regex.IsMatch(source, $@"\b{work.Name}\b")).Select(work => work.Text).Prepend(source));
}
