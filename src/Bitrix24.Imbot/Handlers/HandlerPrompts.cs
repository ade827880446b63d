using System.Management.Automation;
using System.Management.Automation.Host;
using Bitrix24.Imbot.Core.Errors;

namespace Bitrix24.Imbot.Handlers;

/// <summary>What a handler hears that asks at the console.</summary>
internal static class HandlerPrompts
{
    /// <summary>Of a type that PowerShell expects from a host: a missing mandatory parameter then gets PowerShell's own error, which names it.</summary>
    public static HostException Refuse(string? question)
    {
        string shown = string.IsNullOrWhiteSpace(question) ? "a value" : question!.Trim();
        B24Exception error = HandlerErrors.HandlerPrompted.With($"A handler can't ask at the console. It asked for: {shown}");
        return new HostException(error.Message, error, error.ErrorId, ErrorCategory.InvalidOperation);
    }
}
