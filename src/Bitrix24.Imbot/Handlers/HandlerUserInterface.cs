using System.Collections.ObjectModel;
using System.Management.Automation.Host;
using System.Security;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Handlers;

/// <summary>Shows the output of handlers and refuses prompts. Control sequences other than colors are removed, because handlers can show texts from chats.</summary>
/// <param name="inner">The user interface for output; null for no output.</param>
internal sealed class HandlerUserInterface(PSHostUserInterface? inner) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = inner?.RawUI is { } raw ? new HandlerRawUserInterface(raw) : null!;
    public override bool SupportsVirtualTerminal => inner?.SupportsVirtualTerminal ?? false;

    /// <summary>Creates the error for a prompt: a HostException, because PowerShell then reports its own error for a missing mandatory parameter.</summary>
    public static HostException Refuse(string? question)
    {
        string shown = string.IsNullOrWhiteSpace(question) ? "a value" : question!.Trim();
        B24Exception error = HandlerErrors.HandlerPrompted.With($"A handler can't prompt at the console. It prompted for: {shown}");
        return new HostException(error.Message, error, error.ErrorId, ErrorCategory.InvalidOperation);
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw Refuse(string.Join(", ", descriptions.Select(field => field.Name)));

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw Refuse($"{caption} {message}");

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw Refuse($"{caption} {message}");

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw Refuse($"{caption} {message}");

    public override string ReadLine() => throw Refuse("a line of text");

    public override SecureString ReadLineAsSecureString() => throw Refuse("a secret");

    public override void Write(string value) => inner?.Write(ShownText.WithColors(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        inner?.Write(foregroundColor, backgroundColor, ShownText.WithColors(value));

    public override void WriteLine() => inner?.WriteLine();

    public override void WriteLine(string value) => inner?.WriteLine(ShownText.WithColors(value));

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        inner?.WriteLine(foregroundColor, backgroundColor, ShownText.WithColors(value));

    public override void WriteErrorLine(string value) => inner?.WriteErrorLine(ShownText.WithColors(value));

    public override void WriteDebugLine(string message) => inner?.WriteDebugLine(ShownText.WithColors(message));

    public override void WriteVerboseLine(string message) => inner?.WriteVerboseLine(ShownText.WithColors(message));

    public override void WriteWarningLine(string message) => inner?.WriteWarningLine(ShownText.WithColors(message));

    public override void WriteInformation(InformationRecord record) => inner?.WriteInformation(ShownInformation.From(record));

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        record.Activity = ShownText.WithColors(record.Activity);
        record.StatusDescription = ShownText.WithColors(record.StatusDescription);
        record.CurrentOperation = record.CurrentOperation is { } operation ? ShownText.WithColors(operation) : null;
        inner?.WriteProgress(sourceId, record);
    }
}
