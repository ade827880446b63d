using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace Bitrix24.Imbot.Handlers;

/// <summary>
/// The host that handlers see: what they show goes where it went before, and nothing in them can ask at the console. A question there would wait for somebody at
/// the server's keyboard, and the bot with it.
/// </summary>
internal sealed class HandlerHost : PSHost
{
    /// <param name="inner">
    /// The host of the cmdlet that runs the handlers. It is asked here and not later, because in a nested pipeline it stands for the host of that pipeline.
    /// </param>
    /// <param name="isShowing">Whether what handlers show goes to it. Not from other threads, whose records are written on the pipeline thread.</param>
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

    /// <summary>What the handler wants to end the process with; null where it doesn't.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc />
    public override void EnterNestedPrompt() => throw HandlerPrompts.Refuse("a nested prompt");

    /// <inheritdoc />
    public override void ExitNestedPrompt() => throw HandlerPrompts.Refuse("a nested prompt");

    /// <inheritdoc />
    public override void NotifyBeginApplication()
    {
        // The console's colors and title are the script's concern.
    }

    /// <inheritdoc />
    public override void NotifyEndApplication()
    {
        // As above.
    }

    /// <inheritdoc />
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
}
