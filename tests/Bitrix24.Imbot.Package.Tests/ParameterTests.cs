using System.Reflection;
using Bitrix24.Imbot.Package.Tests.Metadata;

namespace Bitrix24.Imbot.Package.Tests;

/// <summary>Rules for every parameter of every cmdlet, in both builds.</summary>
public sealed class ParameterTests
{
    /// <summary>Common parameters of PowerShell 5.1 to 7.6 and their aliases.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable",
        "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm", "UseTransaction",
        "vb", "db", "ea", "wa", "infa", "proga", "ev", "wv", "iv", "ov", "ob", "pv", "wi", "cf", "usetx",
    };

    /// <summary>
    /// Title: one text for a chat, and a text for each language for a command. InputObject: PowerShell's usual name, with a different type in each
    /// cmdlet (Get-Member, Stop-Process, Wait-Job). Command: the name of a bot's slash command, and complete commands in a batch.
    /// </summary>
    private static readonly string[] OfSeveralTypes = ["Title", "InputObject", "Command"];

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Parameters_are_writable_properties(string edition)
    {
        IEnumerable<string> fields = Cmdlets(edition).SelectMany(cmdlet => cmdlet.OwnTypes, (cmdlet, type) => (cmdlet, type))
            .SelectMany(pair => pair.type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(field => field.Attributes("ParameterAttribute").Any())
                .Select(field => $"{pair.cmdlet} -{field.Name}: a field, not a property."));
        IEnumerable<string> hidden = Cmdlets(edition).SelectMany(cmdlet => cmdlet.OwnTypes, (cmdlet, type) => (cmdlet, type))
            .SelectMany(pair => pair.type.GetProperties(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.Attributes("ParameterAttribute").Any())
                .Select(property => $"{pair.cmdlet} -{property.Name}: not public, so PowerShell does not see it."));
        Findings.MustBeNone([.. fields, .. hidden, .. Each(edition, static parameter => !parameter.IsWritable, "has no public setter.")]);
    }

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void No_parameter_has_the_name_of_a_common_parameter(string edition) => Findings.MustBeNone(
        Each(edition, static parameter => Names(parameter).Any(Reserved.Contains), "the name or an alias is a common parameter's."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Parameter_names_and_aliases_of_a_cmdlet_are_unique(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .SelectMany(cmdlet => cmdlet.Parameters.SelectMany(Names).GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"{cmdlet} -{group.Key}: {group.Count()} parameters or aliases of this name.")));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Parameters_with_the_same_name_have_the_same_type(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .SelectMany(cmdlet => cmdlet.Parameters, (cmdlet, parameter) => (cmdlet, parameter))
        .GroupBy(pair => pair.parameter.Name, StringComparer.OrdinalIgnoreCase)
        .Where(group => !OfSeveralTypes.Contains(group.Key) && group.Select(pair => pair.parameter.ValueType).Distinct().Count() > 1)
        .Select(group => $"-{group.Key}: {string.Join(", ", group.Select(pair => $"{pair.parameter.ValueType} in {pair.cmdlet}"))}"));

    /// <summary>Two parameters, such as users and chats, accept pipeline input. If one is specified by name, the pipeline is for the other.</summary>
    private static readonly string[] OfTwoKinds =
        ["Add-B24BotChatManager", "Add-B24BotChatUser", "Remove-B24BotChatManager", "Remove-B24BotChatUser", "Send-B24Notification"];

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void A_set_has_at_most_one_parameter_by_pipeline_value(string edition) => Findings.MustBeNone(
        from cmdlet in Cmdlets(edition)
        from set in cmdlet.ParameterSets
        let takers = cmdlet.Parameters.Where(parameter => parameter.Uses.Any(use => use.IsIn(set) && use.TakesPipeline)).ToList()
        where takers.Count > 1 && !OfTwoKinds.Contains(cmdlet.ToString())
        select $"{cmdlet}, set {set}: {string.Join(", ", takers.Select(taker => taker.Name))} all take the pipeline's value.");

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Each_position_is_used_once_in_a_parameter_set(string edition) => Findings.MustBeNone(
        from cmdlet in Cmdlets(edition)
        from set in cmdlet.ParameterSets
        from position in cmdlet.Parameters.SelectMany(parameter => parameter.Uses)
            .Where(use => use.IsIn(set) && use.Position != ParameterUse.NoPosition)
            .GroupBy(use => use.Position)
        where position.Count() > 1
        select $"{cmdlet}, set {set}: {position.Count()} parameters at position {position.Key}.");

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void With_several_parameter_sets_the_default_set_exists(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => cmdlet.ParameterSets.Count() > 1 && !cmdlet.ParameterSets.Contains(cmdlet.DefaultParameterSet))
        .Select(cmdlet => $"{cmdlet}: the default set '{cmdlet.DefaultParameterSet}' is none of {string.Join(", ", cmdlet.ParameterSets)}."));

    [Theory]
    [MemberData(nameof(Editions.Both), MemberType = typeof(Editions))]
    public void Cmdlets_that_call_the_portal_have_a_Session_parameter(string edition) => Findings.MustBeNone(Cmdlets(edition)
        .Where(cmdlet => cmdlet.CallsPortal)
        .Where(cmdlet => !cmdlet.Parameters.Any(parameter => parameter is { Name: "Session", ValueType: "Bitrix24.Imbot.Core.Sessions.B24Session" }))
        .Select(cmdlet => $"{cmdlet}: -Session is missing."));

    private static IEnumerable<string> Each(string edition, Func<CmdletParameter, bool> isWrong, string finding) => Cmdlets(edition)
        .SelectMany(cmdlet => cmdlet.Parameters.Where(isWrong).Select(parameter => $"{cmdlet} -{parameter.Name}: {finding}"));

    private static IEnumerable<string> Names(CmdletParameter parameter) => [parameter.Name, .. parameter.Aliases];

    private static IReadOnlyList<CmdletType> Cmdlets(string edition)
    {
        IReadOnlyList<CmdletType> cmdlets = ModuleFolder.Of(edition).Cmdlets;
        Assert.Contains(cmdlets, cmdlet => cmdlet.Parameters.Count > 0);
        return cmdlets;
    }
}
