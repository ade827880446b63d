using System.Globalization;
using System.Management.Automation.Host;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>The PowerShell host of one run. The dialog takes the place of the console.</summary>
internal sealed class ChatHost : PSHost
{
    private readonly ChatUserInterface ui = new();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "Bitrix24 chat";
    public override Version Version { get; } = typeof(ChatHost).Assembly.GetName().Version ?? new Version(0, 0);
    public override PSHostUserInterface UI => ui;

    /// <summary>Connects the host to a dialog. Runspaces are prepared before the dialog is known.</summary>
    public void Attach(IChatConsole console) => ui.Console = console;

    public override void EnterNestedPrompt() => throw ui.Refuse();

    public override void ExitNestedPrompt() => throw ui.Refuse();

    // There is no console state to save or restore.
    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    // Ends only the run, whose pipeline has already ended. The bot keeps running.
    public override void SetShouldExit(int exitCode) { }
}
