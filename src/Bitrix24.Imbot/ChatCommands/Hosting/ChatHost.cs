using System.Globalization;
using System.Management.Automation.Host;

namespace Bitrix24.Imbot.ChatCommands.Hosting;

/// <summary>The host of one run: a dialog is what the console is elsewhere.</summary>
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

    /// <summary>From here on a run goes on in a dialog. A runspace is prepared before it is known in which one.</summary>
    public void Attach(IChatConsole console) => ui.Console = console;

    /// <inheritdoc />
    public override void EnterNestedPrompt() => throw ui.Refuse();

    /// <inheritdoc />
    public override void ExitNestedPrompt() => throw ui.Refuse();

    /// <inheritdoc />
    public override void NotifyBeginApplication()
    {
        // There is no console whose state would be kept.
    }

    /// <inheritdoc />
    public override void NotifyEndApplication()
    {
        // As above.
    }

    /// <summary>Ends the run and nothing else: the pipeline has ended already.</summary>
    public override void SetShouldExit(int exitCode)
    {
        // The bot goes on.
    }
}
