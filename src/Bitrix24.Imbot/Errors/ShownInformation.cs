namespace Bitrix24.Imbot.Errors;

/// <summary>Removes control sequences from information records, including those of <c>Write-Host</c>.</summary>
internal static class ShownInformation
{
    /// <summary>Returns the record, or a copy if its text contained control sequences.</summary>
    public static InformationRecord From(InformationRecord record)
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
