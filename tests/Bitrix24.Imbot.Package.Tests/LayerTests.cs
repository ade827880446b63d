using Bitrix24.Imbot.Package.Tests.Metadata;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>The layers of ARCHITECTURE.md, in the compiled assemblies: a folder uses only folders that are above it in its list.</summary>
public sealed class LayerTests
{
    private static readonly string[] Core =
    [
        "Errors", "Secrets", "Json", "Storage", "Methods", "Authorization", "Rest", "Batching", "Text", "Text.Markdown",
        "Users", "Bots", "Messages", "Chats", "SlashCommands", "Files", "Notifications", "Revisions", "Permissions", "Lists", "Rights", "Audit", "Schedules",
        "Events", "Listening", "Replies", "Profiles", "Sessions", "Receiving",
    ];

    private static readonly string[] Module =
    [
        "", "Errors", "Pipeline", "Sessions", "Conversion", "Binding", "Completion", "Vaults", "Handlers",
        "ChatCommands.Texts", "ChatCommands.Parsing", "ChatCommands.Calls", "ChatCommands.Pending", "ChatCommands.Audit", "ChatCommands.Registry", "ChatCommands.Hosting",
        "ChatCommands.Output", "ChatCommands.Runs", "ChatCommands.Schedules",
        "ChatCommands", "Sending", "Running",
        "Cmdlets", "Cmdlets.Content", "Cmdlets.Bots", "Cmdlets.Events", "Cmdlets.SlashCommands", "Cmdlets.Chats", "Cmdlets.Messages", "Cmdlets.Files", "Cmdlets.Users",
        "Cmdlets.Sessions", "Cmdlets.Methods",
    ];

    private static readonly string[] Emulator =
    [
        "Php", "Batch", "Rest", "State", "Rules", "Cards", "Forms", "Authorization", "Events", "Actions", "Methods", "Engine",
        "Faults", "Recording", "Hosting", "Control", "Pages", "",
    ];

    [Fact]
    public void Core_is_built_in_layers() => MustBeLayers(FindModuleFile("Bitrix24.Imbot.Core"), Core);

    [Fact]
    public void The_module_is_built_in_layers() => MustBeLayers(FindModuleFile("Bitrix24.Imbot"), Module);

    [Fact]
    public void The_emulator_is_built_in_layers() => MustBeLayers(BuildFacts.Emulator, Emulator);

    private static string FindModuleFile(string name) =>
        ModuleFolder.Of(Editions.Core).AssemblyFiles.Single(path => Path.GetFileName(path) == name + ".dll");

    private static void MustBeLayers(string file, string[] layers)
    {
        string root = Path.GetFileNameWithoutExtension(file);
        (string User, string Used)[] uses = [.. AssemblyUses.Read(file).Where(use => use.User.StartsWith(root + ".", StringComparison.Ordinal) && use.Used.StartsWith(root + ".", StringComparison.Ordinal))];
        Assert.NotEmpty(uses);
        Findings.MustBeNone(uses.SelectMany(use => new[] { use.User, use.Used }).Select(type => FolderOf(root, type)).Distinct()
            .Where(folder => !layers.Contains(folder)).Select(folder => $"The folder '{folder}' is in no layer."));
        Findings.MustBeNone(uses.Where(use => Array.IndexOf(layers, FolderOf(root, use.Used)) > Array.IndexOf(layers, FolderOf(root, use.User)))
            .Select(use => $"{use.User[(root.Length + 1)..]} uses {use.Used[(root.Length + 1)..]}, which is below it in the list."));
    }

    private static string FolderOf(string root, string type) => type[root.Length..type.LastIndexOf('.')].TrimStart('.');
}
