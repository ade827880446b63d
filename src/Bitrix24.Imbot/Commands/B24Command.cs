using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Bitrix24.Imbot.Binding;
using Bitrix24.Imbot.Core.Bots;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Methods;
using Bitrix24.Imbot.Core.Rest;
using Bitrix24.Imbot.Core.Sessions;
using Bitrix24.Imbot.Errors;
using Bitrix24.Imbot.Sessions;

namespace Bitrix24.Imbot.Commands;

/// <summary>What all cmdlets share: waiting for work that ends with Ctrl+C, its messages, and its errors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class B24Command : PSCmdlet, ISafeOutput, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private CallMessages? messages;
    private readonly Dictionary<(Guid Session, string Code), long> foundBots = [];
    private bool hasBegun;

    /// <summary>Ends when the pipeline is stopped.</summary>
    protected CancellationToken StopToken => stopping.Token;

    /// <summary>What comes from other threads and is to be written on the pipeline thread.</summary>
    private protected CallMessages Messages => messages ??= new CallMessages(this, this, Wants("Verbose") || Wants("Debug"), Wants("Debug"));

    /// <summary>The sessions of this runspace.</summary>
    private protected SessionStore Sessions => SessionStore.For(this);

    /// <summary>
    /// Whether it opens a session. Where that fails, also because its arguments cannot be bound, there is no default session until another Connect succeeds.
    /// </summary>
    private protected virtual bool OpensSession => false;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        hasBegun = true;
        if (OpensSession)
        {
            Sessions.BeginConnect();
        }
        else
        {
            Sessions.PassToChildren();
        }
    }

    /// <inheritdoc />
    protected override void StopProcessing() => stopping.Cancel();

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        // What cannot be bound never begins. Without an engine nothing was tried.
        if (OpensSession && !hasBegun && CommandRuntime is not null)
        {
            Sessions.BeginConnect();
        }

        stopping.Dispose();
    }

    /// <summary>
    /// Waits for work on the pipeline thread and writes its messages there as they come. When the wait ends early, for whatever reason,
    /// the work is cancelled and waited for, so that nothing runs on behind the pipeline's back.
    /// </summary>
    protected T Await<T>(Func<ICallObserver, CancellationToken, Task<T>> work)
    {
        CallMessages observer = Messages;
        using WaitingCmdlet waiting = WaitingPipeline.For(Runspace.DefaultRunspace).Enter(observer.Wake);
        Task<T> task = work(observer, stopping.Token);
        try
        {
            observer.WriteUntilDone(task, waiting);
        }
        catch
        {
            waiting.RefuseSteps();
            stopping.Cancel();
            task.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
            throw;
        }

        return ResultOf(task);
    }

    /// <summary>Sends a typed request and waits for its result.</summary>
    protected TResult Send<TResult>(B24Session session, PortalRequest<TResult> request)
    {
        TResult result = Await((observer, cancellation) => session.SendAsync(request, observer, cancellation));
        Sessions.Learn(session, result);
        return result;
    }

    /// <summary>Makes sure with one call that a session works.</summary>
    /// <exception cref="B24Exception">Why it doesn't.</exception>
    private protected bool RequireWorking(B24Session session) => Await((observer, cancellation) => session.RequireWorkingAsync(observer, cancellation));

    /// <summary>The bot that is meant by an ID or a code, which is looked up once.</summary>
    /// <exception cref="B24Exception">The portal has no bot of this code, or refuses to say.</exception>
    private protected long FindBot(B24Session session, NameOrId bot)
    {
        if (bot.Id is { } id)
        {
            return id;
        }

        if (!foundBots.TryGetValue((session.Id, bot.Name!), out long found))
        {
            found = Send(session, new GetBotRequest(bot.Name!)).BotId;
            foundBots.Add((session.Id, bot.Name!), found);
        }

        return found;
    }

    /// <summary>The result of work that others have begun, and that may have ended; waits where it has not.</summary>
    protected T Await<T>(Task<T> begun) => begun.IsCompleted && !Messages.HasNews ? ResultOf(begun) : Await((_, _) => begun);

    /// <summary>
    /// Writes a line of detail. Under -Debug without -Verbose PowerShell would ask at every verbose line whether to go on, after the call
    /// has been made; there it goes with the debug lines.
    /// </summary>
    internal void WriteDetail(string line)
    {
        if (IsSet("Debug") && !MyInvocation.BoundParameters.ContainsKey("Verbose"))
        {
            WriteDebug(line);
        }
        else
        {
            WriteVerbose(line);
        }
    }

    void ISafeOutput.WriteDetail(string line) => WriteDetail(line);

    void ISafeOutput.WriteWarning(string text) => WriteWarning(text);

    void ISafeOutput.WriteDebug(string text) => WriteDebug(text);

    void ISafeOutput.WriteProgress(ProgressRecord record) => WriteProgress(record);

    /// <summary>Writes a warning. What people or portals wrote in it can't act on the terminal; the same holds for the other texts below.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(ShownText.From(text));

    /// <summary>Writes an error, which can be one of a handler.</summary>
    internal new void WriteError(ErrorRecord record) => base.WriteError(ErrorRecords.Shown(record));

    /// <summary>Writes an information record of a handler; colors stay.</summary>
    internal new void WriteInformation(InformationRecord record) => base.WriteInformation(ShownInformation.From(record));

    /// <summary>Writes a verbose line.</summary>
    internal new void WriteVerbose(string text) => base.WriteVerbose(ShownText.From(text));

    /// <summary>Writes a text for debugging.</summary>
    internal new void WriteDebug(string text) => base.WriteDebug(ShownText.From(text));

    /// <summary>Shows how far something is.</summary>
    internal new void WriteProgress(ProgressRecord record)
    {
        // Neither may be empty.
        record.Activity = ShownText.From(record.Activity).PadRight(1);
        record.StatusDescription = ShownText.From(record.StatusDescription).PadRight(1);
        base.WriteProgress(record);
    }

    /// <summary>Asks or shows whether something is done to a target.</summary>
    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(ShownText.From(target), ShownText.From(action));

    /// <summary>Asks a person.</summary>
    internal new bool ShouldContinue(string query, string caption) => base.ShouldContinue(ShownText.From(query), ShownText.From(caption));

    /// <summary>Asks a person, who has to choose Yes. Where nobody can be asked, or nothing is answered, the answer is no.</summary>
    private protected bool Agrees(string caption, string question)
    {
        try
        {
            return Host?.UI?.PromptForChoice(ShownText.From(caption), ShownText.From(question), [new ChoiceDescription("&Yes"), new ChoiceDescription("&No")], 1) == 0;
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or HostException or NotSupportedException or PSNotImplementedException)
        {
            return false;
        }
    }

    /// <summary>Waits, at most until something ends; Ctrl+C ends it, too.</summary>
    internal void Pause(TimeSpan time, CancellationToken ending) => Await(async (_, cancellation) =>
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ending);
        await Task.WhenAny(Task.Delay(time, either.Token)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return true;
    });

    /// <summary>Shows how far a file is, while work waits that sends or fetches it.</summary>
    private protected TransferDisplay DisplayOf(string activity) => new(this, Messages, activity);

    /// <summary>Does such work, and takes the display away whatever comes of it.</summary>
    private protected T Transfer<T>(TransferDisplay display, Func<T> work)
    {
        try
        {
            return work();
        }
        finally
        {
            if (!Stopping)
            {
                display.End();
            }
        }
    }

    /// <summary>Warns where a session that is being opened takes any certificate: each time, also when it comes from a profile.</summary>
    private protected void WarnOf(B24Session session)
    {
        if (session.SkipsCertificateCheck)
        {
            WriteWarning("Certificates are not checked. Anyone between this computer and the portal can read and change all data, including secrets.");
        }

        foreach (string concern in session.StorageConcerns)
        {
            WriteWarning(concern);
        }
    }

    /// <summary>What to do about an error, where its own advice names parameters that this cmdlet does not have; null where it fits.</summary>
    private protected virtual string? AdviceOn(B24Exception exception) => null;

    /// <summary>
    /// The advice for cmdlets that call any method: the portal refused something in their -Parameter, and the error's own advice is for the cmdlet of the method.
    /// </summary>
    private protected static string? AdviceOnMethod(B24Exception exception) =>
        exception is { PortalCode: not null, Method: { } method }
        && (exception.Kind.Group == ErrorGroup.Argument || exception.Kind == BotErrors.BotIdMissing)
        && ApiMethod.Parse(method).Parameters is { Length: > 0 } parameters
            ? $"Check the names and types in -Parameter. The parameters of {method} are: {parameters}. A dialogId must be text, even for a user ('17')."
            : null;

    /// <summary>Runs one step for one input object. Its error is written and the pipeline goes on.</summary>
    protected void TryFor(object? target, Action step)
    {
        try
        {
            step();
        }
        catch (B24Exception exception)
        {
            WriteError(ErrorRecords.From(exception, target, AdviceOn(exception)));
        }
    }

    /// <summary>Runs a step without which the cmdlet cannot go on.</summary>
    protected T Demand<T>(object? target, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (B24Exception exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, target, AdviceOn(exception)));
            throw;
        }
    }

    private T ResultOf<T>(Task<T> ended)
    {
        try
        {
            return ended.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Whether one of the two streams is shown, by its parameter or by its preference variable.</summary>
    private bool Wants(string stream)
    {
        if (MyInvocation.BoundParameters.ContainsKey(stream))
        {
            return IsSet(stream);
        }

        // Set in a function or script block, the preference is plain text.
        object? value = GetVariableValue(stream + "Preference");
        return (value is ActionPreference preference || LanguagePrimitives.TryConvertTo(value, out preference))
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    private bool IsSet(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out object? given) && given is SwitchParameter { IsPresent: true };
}
