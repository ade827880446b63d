using System.Globalization;
using System.Management.Automation.Host;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The PowerShell host of handlers. Output goes to the original host, and prompts are refused, because a prompt at the server's console would block the bot.
/// </summary>
/// <param name="inner">
/// The host of the cmdlet that runs the handlers. Its properties are read here, because in a nested pipeline it represents the host of that pipeline.
/// </param>
/// <param name="isShowing">Whether output goes to the inner host. False for other threads, whose records are written on the pipeline thread.</param>
internal sealed class HandlerHost(PSHost inner, bool isShowing) : PSHost
{
    public override CultureInfo CurrentCulture { get; } = inner.CurrentCulture;
    public override CultureInfo CurrentUICulture { get; } = inner.CurrentUICulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name { get; } = inner.Name;
    public override Version Version { get; } = inner.Version;
    public override PSObject PrivateData { get; } = inner.PrivateData;
    public override PSHostUserInterface UI { get; } = new HandlerUserInterface(isShowing ? inner.UI : null);

    /// <summary>The exit code of the handler; null if it didn't call exit.</summary>
    public int? ExitCode { get; private set; }

    public override void EnterNestedPrompt() => throw HandlerUserInterface.Refuse("a nested prompt");

    public override void ExitNestedPrompt() => throw HandlerUserInterface.Refuse("a nested prompt");

    // The script manages the console state.
    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
