using System.Management.Automation.Host;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Creates the error for a handler that prompts at the console.</summary>
internal static class HandlerPrompts
{
    /// <summary>Creates a HostException, because PowerShell then reports its own error for a missing mandatory parameter.</summary>
    public static HostException Refuse(string? question)
    {
        string shown = string.IsNullOrWhiteSpace(question) ? "a value" : question!.Trim();
        B24Exception error = HandlerErrors.HandlerPrompted.With($"A handler can't prompt at the console. It prompted for: {shown}");
        return new HostException(error.Message, error, error.ErrorId, ErrorCategory.InvalidOperation);
    }
}
