using System.Management.Automation.Language;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.Core.Secrets;

namespace Bitrix24.Imbot.ChatCommands.Calls;

/// <summary>Formats a call as it would be entered at a prompt, for confirmation cards and the audit file. Secrets are shown as three asterisks.</summary>
internal static class CallText
{
    public static string Format(string function, CallPlan plan) => string.Join(" ", plan.Arguments.Select(Format).Prepend(function));

    private static string Format(ChatArgument argument) => (argument.Name, argument.Written) switch
    {
        (null, not null) when argument.IsSecret => SecretMask.Sign,
        ({ } name, not null) when argument.IsSecret => $"-{name} {SecretMask.Sign}",
        (null, { } value) => Format(value),
        ({ } name, null) => $"-{name}",
        ({ } name, { } value) => $"-{name} {Format(value)}",
        _ => string.Empty,
    };

    private static string Format(LineValue value) => value.Items is { } items ? string.Join(",", items.Select(Format))
        : value.IsNumber ? value.Text
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value.Text)}'";
}
