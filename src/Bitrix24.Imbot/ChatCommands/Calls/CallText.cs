using System.Management.Automation.Language;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>A call as it would be written at a prompt, for people who confirm it and for the audit. Secrets are three asterisks.</summary>
internal static class CallText
{
    public static string Of(string function, CallPlan plan) => string.Join(" ", plan.Arguments.Select(Of).Prepend(function));

    private static string Of(ChatArgument argument) => (argument.Name, argument.Written) switch
    {
        (null, not null) when argument.IsSecret => SecretMask.Sign,
        ({ } name, not null) when argument.IsSecret => $"-{name} {SecretMask.Sign}",
        (null, { } value) => Of(value),
        ({ } name, null) => $"-{name}",
        ({ } name, { } value) => $"-{name} {Of(value)}",
        _ => string.Empty,
    };

    private static string Of(LineValue value) => value.Items is { } items ? string.Join(",", items.Select(Of))
        : value.IsNumber ? value.Text
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value.Text)}'";
}
