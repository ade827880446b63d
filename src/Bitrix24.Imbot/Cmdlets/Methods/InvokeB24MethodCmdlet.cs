using System.Text.Json;
using Bitrix24.Imbot.Completion;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Cmdlets.Methods;

/// <summary>Calls a method of the portal's REST interface with the session's authorization.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "B24Method", SupportsShouldProcess = true, DefaultParameterSetName = OnceSet, HelpUri = OnlineHelp.Pages + "Invoke-B24Method.html")]
[OutputType(typeof(PSObject))]
public sealed class InvokeB24MethodCmdlet : B24SessionCmdlet
{
    private const string OnceSet = "Once";
    private const string AllSet = "All";

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MethodNameCompleter))]
    public string Method { get; set; } = null!;

    [Parameter(Position = 1)]
    public object? Parameter { get; set; }

    [Parameter(ParameterSetName = OnceSet)]
    public SwitchParameter Raw { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        // The value can be a pasted webhook URL, which must not appear in the error.
        ApiMethod method = Demand(null, () => ApiMethod.Parse(Method));
        JsonMap parameters = Demand(Parameter, () => ParameterConversion.ToMap(Parameter));
        if (!method.IsReadOnly && !ShouldProcess(NameOf(session), $"Call {method}"))
        {
            return;
        }

        if (All)
        {
            TryFor(Method, () =>
            {
                foreach (JsonElement item in ReadAll(session, method, parameters))
                {
                    WriteObject(ResultConversion.ToPowerShell(item));
                }
            });
            return;
        }

        TryFor(Method, () =>
        {
            PortalAnswer answer = Await((observer, cancellation) => session.CallAsync(method, parameters, observer, cancellation));
            WriteObject(ResultConversion.ToPowerShell(Raw ? answer.Envelope : answer.Result), enumerateCollection: !Raw);
            WarnAboutNewBotToken(session, method, parameters);
        });
    }

    private protected override string? AdviceOn(B24Exception exception) => PowerShellAdvice.OnAnyMethod(exception);
}
