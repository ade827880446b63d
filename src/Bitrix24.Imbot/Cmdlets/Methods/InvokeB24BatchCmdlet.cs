using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Pipeline;

namespace Bitrix24.Imbot.Cmdlets.Methods;

/// <summary>Calls many methods, 50 per request. Parameters can refer to the results of earlier commands.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "B24Batch", SupportsShouldProcess = true, HelpUri = OnlineHelp.Pages + "Invoke-B24Batch.html")]
[OutputType(typeof(BatchCommandResult))]
public sealed class InvokeB24BatchCmdlet : B24SessionCmdlet
{
    private SessionBatches<CommandBatches, BatchCommand, CommandOutcome>? batches;
    private int count;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public object[] Command { get; set; } = [];

    [Parameter]
    public SwitchParameter Halt { get; set; }

    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        batches ??= new(this, "commands", used => used.CallInBatches(Halt, Messages, StopToken), Write);
        foreach (object command in Command)
        {
            Add(session, BatchCommandConversion.ToCommand(command, ++count));
        }
    }

    protected override void EndProcessing() => batches?.Complete();

    private protected override void Release()
    {
        StopProcessing();
        batches?.WaitUntilIdle();
    }

    private void Add(B24Session session, BatchCommand command)
    {
        if (command.Method is not { IsReadOnly: false } method || ShouldProcess(NameOf(session), $"Call {method} in a batch"))
        {
            batches!.Add(command, batches.For(session).Add(command));
        }
    }

    private protected override string? AdviceOn(B24Exception exception) => PowerShellAdvice.OnAnyMethod(exception);

    /// <summary>Writes the object before the error, so that it is available even if the error ends the pipeline.</summary>
    private void Write(B24Session session, BatchCommand command, Task<CommandOutcome> result)
    {
        CommandOutcome outcome = Await(result);
        ErrorRecord? error = outcome.Error is null ? null : ErrorRecords.From(outcome.Error, command.Key, AdviceOn(outcome.Error));
        object? value = error is null ? ResultConversion.ToPowerShell(outcome.Result) : null;
        WriteObject(new BatchCommandResult(command.Key, command.Method?.Name, value, error));
        if (error is null)
        {
            WarnAboutNewBotToken(session, command.Method, command.Parameters);
        }
        else
        {
            WriteError(error);
        }
    }
}
