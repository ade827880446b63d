using System.Management.Automation;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Errors;

/// <summary>Information records, those of <c>Write-Host</c> included, whose texts can't act on the terminal.</summary>
internal static class ShownInformation
{
    /// <summary>The record itself, or one with a harmless text where its own is not.</summary>
    public static InformationRecord Of(InformationRecord record)
    {
        string text = record.MessageData?.ToString() ?? string.Empty;
        string shown = ShownText.WithColors(text);
        if (shown == text)
        {
            return record;
        }

        object message = record.MessageData is HostInformationMessage host
            ? new HostInformationMessage
            {
                Message = shown,
                NoNewLine = host.NoNewLine,
                ForegroundColor = host.ForegroundColor,
                BackgroundColor = host.BackgroundColor,
            }
            : shown;
        InformationRecord copy = new(message, record.Source)
        {
            TimeGenerated = record.TimeGenerated,
            User = record.User,
            Computer = record.Computer,
            ProcessId = record.ProcessId,
            NativeThreadId = record.NativeThreadId,
            ManagedThreadId = record.ManagedThreadId,
        };
        copy.Tags.AddRange(record.Tags);
        return copy;
    }
}
