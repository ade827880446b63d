using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The PowerShell host of handlers. Output goes to the original host, and prompts are refused, because a prompt at the server's console would block the bot.
/// </summary>
internal sealed class HandlerHost : PSHost
{
    /// <param name="inner">
    /// The host of the cmdlet that runs the handlers. Its properties are read here, because in a nested pipeline it represents the host of that pipeline.
    /// </param>
    /// <param name="isShowing">Whether output goes to the inner host. False for other threads, whose records are written on the pipeline thread.</param>
    public HandlerHost(PSHost inner, bool isShowing)
    {
        CurrentCulture = inner.CurrentCulture;
        CurrentUICulture = inner.CurrentUICulture;
        Name = inner.Name;
        Version = inner.Version;
        PrivateData = inner.PrivateData;
        UI = new HandlerUserInterface(isShowing ? inner.UI : null);
    }

    /// <inheritdoc />
    public override CultureInfo CurrentCulture { get; }

    /// <inheritdoc />
    public override CultureInfo CurrentUICulture { get; }

    /// <inheritdoc />
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override Version Version { get; }

    /// <inheritdoc />
    public override PSObject PrivateData { get; }

    /// <inheritdoc />
    public override PSHostUserInterface UI { get; }

    /// <summary>The exit code of the handler; null if it didn't call exit.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc />
    public override void EnterNestedPrompt() => throw HandlerPrompts.Refuse("a nested prompt");

    /// <inheritdoc />
    public override void ExitNestedPrompt() => throw HandlerPrompts.Refuse("a nested prompt");

    /// <inheritdoc />
    public override void NotifyBeginApplication()
    {
        // The script manages the console state.
    }

    /// <inheritdoc />
    public override void NotifyEndApplication()
    {
        // The script manages the console state.
    }

    /// <inheritdoc />
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
