using System.Globalization;
using System.Management.Automation.Host;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>The PowerShell host of one run. The dialog takes the place of the console.</summary>
internal sealed class ChatHost : PSHost
{
    private readonly ChatUserInterface ui = new();

    /// <inheritdoc />
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    /// <inheritdoc />
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    /// <inheritdoc />
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc />
    public override string Name => "Bitrix24 chat";

    /// <inheritdoc />
    public override Version Version { get; } = typeof(ChatHost).Assembly.GetName().Version ?? new Version(0, 0);

    /// <inheritdoc />
    public override PSHostUserInterface UI => ui;

    /// <summary>Connects the host to a dialog. Runspaces are prepared before the dialog is known.</summary>
    public void Attach(IChatConsole console) => ui.Console = console;

    /// <inheritdoc />
    public override void EnterNestedPrompt() => throw ui.Refuse();

    /// <inheritdoc />
    public override void ExitNestedPrompt() => throw ui.Refuse();

    /// <inheritdoc />
    public override void NotifyBeginApplication()
    {
        // There is no console state to save.
    }

    /// <inheritdoc />
    public override void NotifyEndApplication()
    {
        // There is no console state to restore.
    }

    /// <summary>Ends only the run. The pipeline has already ended.</summary>
    public override void SetShouldExit(int exitCode)
    {
        // The bot keeps running.
    }
}
