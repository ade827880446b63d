using System.Management.Automation;
using Bitrix24.Imbot.Conversion;
using Bitrix24.Imbot.Core.Batching;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Errors;

namespace Bitrix24.Imbot.Commands;

/// <summary>Calls many methods, 50 per request. Parameters can refer to the results of earlier commands.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "B24Batch", SupportsShouldProcess = true)]
[OutputType(typeof(BatchCommandResult))]
public sealed class InvokeB24BatchCommand : B24SessionCommand
{
    private PendingResults<BatchCommand, CommandOutcome>? pending;
    private CommandBatches? batches;
    private B24Session? sessionOfBatches;
    private int count;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public object[] Command { get; set; } = [];

    [Parameter]
    public SwitchParameter Halt { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        B24Session session = RequireSession();
        foreach (object command in Command)
        {
            Take(session, BatchCommandConversion.ToCommand(command, ++count));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        batches?.SendWaiting();
        pending?.WriteAll();
    }

    /// <summary>Waits for running batches, regardless of how the pipeline ended.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopProcessing();
            batches?.Idle.Wait();
        }

        base.Dispose(disposing);
    }

    private void Take(B24Session session, BatchCommand command)
    {
        if (command.Method is { } method && !method.IsReadOnly && !ShouldProcess(NameOf(session), $"Call {method} in a batch"))
        {
            return;
        }

        pending ??= new PendingResults<BatchCommand, CommandOutcome>(this, "commands", Write, () => batches!.SendWaiting());
        if (batches is null || !ReferenceEquals(session, sessionOfBatches))
        {
            // Finish the commands of the previous session first.
            batches?.SendWaiting();
            pending.WriteAll();
            batches = session.CallInBatches(Halt, Messages, StopToken);
            sessionOfBatches = session;
        }

        pending.Add(command, batches.Add(command));
    }

    /// <inheritdoc />
    private protected override string? AdviceOn(B24Exception exception) => AdviceOnMethod(exception);

    /// <summary>Writes the object before the error, so that it is available even if the error ends the pipeline.</summary>
    private void Write(BatchCommand command, Task<CommandOutcome> result)
    {
        CommandOutcome outcome = Await(result);
        ErrorRecord? error = outcome.Error is null ? null : ErrorRecords.From(outcome.Error, command.Key, AdviceOn(outcome.Error));
        object? value = error is null ? ResultConversion.ToPowerShell(outcome.Result) : null;
        WriteObject(new BatchCommandResult(command.Key, command.Method?.Name, value, error));
        if (error is null)
        {
            NewBotTokenNotice.WriteAfter(this, sessionOfBatches!, command.Method, command.Parameters);
        }
        else
        {
            WriteError(error);
        }
    }
}
