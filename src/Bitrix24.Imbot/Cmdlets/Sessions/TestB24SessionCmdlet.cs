using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Cmdlets.Sessions;

/// <summary>Tests a session by requesting the portal's revision and the default bot, if there is one.</summary>
[Cmdlet(VerbsDiagnostic.Test, "B24Session", HelpUri = OnlineHelp.Pages + "Test-B24Session.html")]
[OutputType(typeof(bool), typeof(SessionTest))]
public sealed class TestB24SessionCmdlet : PipedSessionCmdlet
{
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        SessionTest test = Await((observer, cancellation) => session.TestAsync(observer, cancellation));
        if (test.Error is not null)
        {
            test = test with { Error = PowerShellAdvice.For(test.Error) };
        }

        if (Detailed)
        {
            WriteObject(test);
            return;
        }

        if (test.Error is { } error)
        {
            WriteWarning($"Session '{session.Name}' does not work. {error.ErrorId}: {error.Message} {error.RecommendedAction}");
        }

        WriteObject(test.Works);
    }
}
