using System.Reflection;
using Bitrix24.Imbot.Package.Tests.Metadata;
using Bitrix24.Imbot.Package.Tests.Sources;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Rules for every cmdlet class, in both builds.</summary>
public sealed class CmdletTests
{
    private const string RootNamespace = "Bitrix24.Imbot";
    private const string CmdletNamespace = RootNamespace + ".Cmdlets";

    private static readonly string[] GiveNothing =
    [
        "Disconnect-B24Session", "Remove-B24Profile", "Unregister-B24Bot", "Exit-B24BotChat", "Add-B24BotChatUser", "Remove-B24BotChatUser",
        "Add-B24BotChatManager", "Remove-B24BotChatManager", "Enable-B24BotTextField", "Disable-B24BotTextField", "Add-B24BotReaction",
        "Confirm-B24BotEvent", "Remove-B24BotReaction", "Remove-B24BotMessage", "Set-B24BotMessage", "Send-B24BotInputAction", "Unregister-B24BotCommand", "Send-B24BotCommandAnswer",
        "Send-B24BotContext", "Register-B24UserEvent", "Unregister-B24UserEvent",
    ];
    private static readonly string[] AskBeforeTheyRun = ["Unregister-B24Bot", "Remove-B24BotMessage"];

    /// <summary>Verbs of cmdlets that change something on the portal.</summary>
    private static readonly string[] ChangingVerbs =
    [
        "Add", "Confirm", "Disable", "Enable", "Exit", "Invoke", "New", "Register", "Remove", "Request", "Send", "Set", "Start", "Unregister", "Update",
    ];

    /// <summary>These change this runspace only; a prompt before each connection would help no one.</summary>
    private static readonly string[] LocalOnly = ["Set-B24Session"];

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Verbs_are_approved(string edition)
    {
        HashSet<string> approved = [.. ModuleFolder.Of(edition).LoadPowerShell().GetTypes()
            .Where(type => type is { IsPublic: true, Namespace: "System.Management.Automation" }
                && type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)];
        Assert.Contains("Get", approved);
        Findings.MustBeNone(Cmdlets(edition).Where(cmdlet => !approved.Contains(cmdlet.Verb))
            .Select(cmdlet => $"{cmdlet}: the verb is not approved."));
    }

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Nouns_have_the_modules_prefix(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => !cmdlet.Noun.StartsWith("B24", StringComparison.Ordinal))
        .Select(cmdlet => $"{cmdlet}: the noun does not start with B24."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Classes_are_named_after_their_cmdlet(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => !IsInCmdlets(cmdlet.Type) || cmdlet.Type.Name != $"{cmdlet.Verb}{cmdlet.Noun}Cmdlet")
        .Select(cmdlet => $"{cmdlet}: the class is {cmdlet.Type.FullName}."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Classes_are_public_and_sealed(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => cmdlet.Type is not { IsPublic: true, IsSealed: true })
        .Select(cmdlet => $"{cmdlet}: the class is not public and sealed."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Abstract_bases_are_hidden(string edition)
    {
        List<Type> bases = [.. Cmdlets(edition).SelectMany(cmdlet => cmdlet.OwnTypes).Where(type => type.IsAbstract).Distinct()];
        Assert.NotEmpty(bases);
        Findings.MustBeNone(bases
            .Where(type => !type.GetCustomAttributesData().Any(attribute =>
                attribute.AttributeType.FullName == "System.ComponentModel.EditorBrowsableAttribute" && attribute.ConstructorArguments[0].Value is 1))
            .Select(type => $"{type.Name}: [EditorBrowsable(EditorBrowsableState.Never)] is missing."));
    }

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Each_cmdlet_has_its_own_file(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => !File.Exists(SourceFile(cmdlet.Type)))
        .Select(cmdlet => $"{cmdlet}: the file {SourceFile(cmdlet.Type)} is missing."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Online_help_of_each_cmdlet_is_its_page_on_the_website(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => !Uri.TryCreate(cmdlet.HelpUri, UriKind.Absolute, out Uri? page) || !page.AbsolutePath.EndsWith($"/docs/help/en-US/{cmdlet.Name}.html", StringComparison.Ordinal))
        .Select(cmdlet => $"{cmdlet}: HelpUri is '{cmdlet.HelpUri}'."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Cmdlets_with_output_declare_their_output_type(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => cmdlet.DeclaresOutput == GiveNothing.Contains(cmdlet.Name))
        .Select(cmdlet => cmdlet.DeclaresOutput
            ? $"{cmdlet}: has [OutputType], and is listed as giving nothing."
            : $"{cmdlet}: [OutputType] is missing."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Cmdlets_that_change_the_portal_support_WhatIf(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => cmdlet.CallsPortal && ChangingVerbs.Contains(cmdlet.Verb) && !LocalOnly.Contains(cmdlet.Name))
        .Where(cmdlet => !cmdlet.SupportsShouldProcess)
        .Select(cmdlet => $"{cmdlet}: SupportsShouldProcess is missing."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Cmdlets_that_support_WhatIf_call_ShouldProcess(string edition)
    {
        Findings.MustBeNone(Cmdlets(edition).Where(cmdlet => cmdlet.SupportsShouldProcess != Asks(cmdlet))
            .Select(cmdlet => cmdlet.SupportsShouldProcess
                ? $"{cmdlet}: SupportsShouldProcess, and no call of ShouldProcess in its source."
                : $"{cmdlet}: a call of ShouldProcess, and SupportsShouldProcess is missing."));

        // The base classes in another namespace only forward the call.
        static bool Asks(CmdletType cmdlet) => cmdlet.OwnTypes
            .Where(IsInCmdlets)
            .Select(SourceFile)
            .Any(file => CmdletWork.WithWork(File.ReadAllText(file)).Contains("ShouldProcess(", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Only_cmdlets_whose_effect_cannot_be_undone_ask_for_confirmation(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => cmdlet.HasHighImpact && !AskBeforeTheyRun.Contains(cmdlet.Name))
        .Select(cmdlet => $"{cmdlet}: ConfirmImpact.High would stop a script with a question."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Both_builds_have_the_same_cmdlets(string edition) => Assert.Equal(
        Cmdlets(Editions.Core).Select(Signature),
        Cmdlets(edition).Select(Signature));

    private static string Signature(CmdletType cmdlet) => $"{cmdlet} {string.Join(' ', cmdlet.Parameters.Select(
        parameter => $"{parameter.Name}:{parameter.ValueType}").Order(StringComparer.Ordinal))}";

    private static bool IsInCmdlets(Type type) => type.Namespace is string name && (name == CmdletNamespace || name.StartsWith(CmdletNamespace + ".", StringComparison.Ordinal));

    /// <summary>The file of a class, in the folder of its namespace.</summary>
    private static string SourceFile(Type type) =>
        Path.Combine([BuildFacts.CmdletSources, .. type.Namespace![RootNamespace.Length..].Split('.', StringSplitOptions.RemoveEmptyEntries), $"{type.Name}.cs"]);

    private static IReadOnlyList<CmdletType> Cmdlets(string edition)
    {
        IReadOnlyList<CmdletType> cmdlets = ModuleFolder.Of(edition).Cmdlets;
        Assert.NotEmpty(cmdlets);
        return cmdlets;
    }
}
