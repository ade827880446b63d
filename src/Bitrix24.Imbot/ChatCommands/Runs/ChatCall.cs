using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Handlers;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// One call of a function from a chat. The order is fixed: rights and limits, scan and parse, bind, ask, confirm, approve, run. Nothing of the function's code runs before
/// the rights are known.
/// </summary>
internal sealed class ChatCall : IDisposable
{
    /// <summary>How long the checks of one value may take: they are the author's, and a pattern can take for ever.</summary>
    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(10);

    /// <summary>A refusal is told once in this time.</summary>
    private static readonly TimeSpan RefusalSilence = TimeSpan.FromMinutes(10);

    /// <summary>How often a function is run again that may be repeated: one that ends the process would otherwise do so for ever.</summary>
    private const int MaxRuns = 3;

    private static readonly char[] WordEnds = [' ', '\t', ',', ':', '"', '\''];

    private readonly ChatBot bot;
    private readonly CallJournal journal;
    private readonly PortalEvent item;
    private readonly string line;
    private readonly CancellationTokenSource ending;
    private readonly CancellationToken stopping;
    private readonly ChatDialog dialog;
    private readonly AuditedCall audited;
    private ChatText? endedBy;

    /// <param name="bot">What all calls share.</param>
    /// <param name="function">The function.</param>
    /// <param name="journal">The call as it is kept.</param>
    /// <param name="stopping">Ends everything.</param>
    public ChatCall(ChatBot bot, ChatFunction function, CallJournal journal, CancellationToken stopping)
    {
        this.bot = bot;
        this.journal = journal;
        this.stopping = stopping;
        line = journal.Call.Line;
        item = journal.Call.Event;
        Function = function;
        ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        dialog = new ChatDialog(bot, item, journal, ending.Token, stopping);
        Cards = new CallCards(bot, dialog, journal, stopping);
        audited = AuditedCall.Of(item, bot.BotId, function.Name) with { CallId = journal.Call.Key, Schedule = journal.Call.Schedule };
        GuessSecrets();
    }

    /// <summary>Its questions before it runs.</summary>
    public CallCards Cards { get; }

    /// <summary>How far it has come, on disk.</summary>
    public PendingStage Stage => journal.Call.Stage;

    public int Id => journal.Call.Id;

    public ChatFunction Function { get; }

    public CallState State { get; private set; }

    public long UserId => dialog.UserId;

    public string DialogId => dialog.DialogId;

    /// <summary>The call as the audit knows it, with its line.</summary>
    public AuditedCall Audited => WithLine();

    public string UserName => item.User?.Name ?? journal.Call.Schedule ?? string.Empty;

    /// <summary>Ends the call, wherever it is.</summary>
    /// <param name="why">What the caller is told.</param>
    public void End(ChatText why)
    {
        endedBy ??= why;
        Cancel();
    }

    /// <summary>The bot ends. What is asked before the run stays open, and the next start of the bot goes on with it.</summary>
    public void EndWithBot()
    {
        if (Stage == PendingStage.Running)
        {
            End(ChatText.BotEnds);
        }
        else
        {
            Cancel();
        }
    }

    private void Cancel()
    {
        try
        {
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    /// <summary>Keeps an answer to one of its cards.</summary>
    /// <exception cref="Core.Errors.B24Exception">It can't be kept now.</exception>
    public void Keep(PendingCard card, PortalEvent answer) => journal.Keep(new PendingAnswer(card.Step, answer));

    /// <summary>Goes on with an answer that has been kept.</summary>
    public void GoOn() => journal.Signal();

    /// <inheritdoc />
    public void Dispose()
    {
        Cards.Dispose();
        dialog.Dispose();
        ending.Dispose();
    }

    /// <summary>Runs the call to its end. Whatever happens is told to the caller or to whoever runs the bot, and thrown to nobody.</summary>
    public async Task RunAsync()
    {
        dialog.OnceKey = $"{journal.Call.Key} {journal.Call.Runs}";
        string? farewell = journal.Call.Farewell;
        try
        {
            if (Stage == PendingStage.Open || (Stage == PendingStage.Running && await ReportInterruptionAsync().ConfigureAwait(false)))
            {
                await RunStagesAsync().ConfigureAwait(false);
            }
        }
        catch (LineRefusedException refused)
        {
            // Which word of the line is a secret isn't known.
            farewell = RefusalText.Of(dialog.Texts, refused.Refusal, Function.Signature.HasSecrets ? string.Empty : line, Function.ShownName);
        }
        catch (CallEndedException ended)
        {
            farewell = dialog.Texts.Of(ended.Text, ended.Values);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && endedBy is null && Stage != PendingStage.Running)
        {
            // The bot ends, and its next start goes on here.
            return;
        }
        catch (OperationCanceledException)
        {
            farewell = dialog.Texts.Of(endedBy ?? ChatText.BotEnds);
            if (State == CallState.Approving)
            {
                bot.Audit.TryRecord("approval", WithLine(), new JsonMap { ["decision"] = "withdrawn" });
            }
        }
        catch (Exception exception)
        {
            CallErrors.Tell(bot, dialog, item, Function, exception);
        }

        await FinishAsync(bot, dialog, journal, Cards, farewell, stopping).ConfigureAwait(false);
    }

    /// <summary>Ends a call whose function is not offered any more.</summary>
    public static async Task EndLostAsync(ChatBot bot, CallJournal journal, CancellationToken stopping)
    {
        using ChatDialog dialog = new(bot, journal.Call.Event, journal, CancellationToken.None, stopping) { OnceKey = $"{journal.Call.Key} {journal.Call.Runs}" };
        using CallCards cards = new(bot, dialog, journal, stopping);
        string? farewell = journal.Call.Stage == PendingStage.Ended
            ? journal.Call.Farewell
            : dialog.Texts.Of(ChatText.FunctionChanged, "/" + journal.Call.Function.ToLowerInvariant());
        await FinishAsync(bot, dialog, journal, cards, farewell, stopping).ConfigureAwait(false);
    }

    /// <summary>
    /// The call is over: that is on disk before the caller hears of it, because what was told to be over must not run after a restart. Then its buttons are removed,
    /// and its file.
    /// </summary>
    private static async Task FinishAsync(ChatBot bot, ChatDialog dialog, CallJournal journal, CallCards cards, string? farewell, CancellationToken stopping)
    {
        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);

        // What was stopped with the bot is told and ended by its next start.
        stopping.ThrowIfCancellationRequested();
        if (farewell is not null || journal.IsResumed || journal.Call.OpenCards.Any())
        {
            await journal.ChangeAsync(call => call.Stage == PendingStage.Ended ? call : call.Ended(bot.Clock.UtcNow, farewell), bot.Observer, stopping).ConfigureAwait(false);
            if (farewell is not null)
            {
                dialog.SayText(farewell);
                await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
                stopping.ThrowIfCancellationRequested();
            }

            await cards.CloseAllAsync(card => card.EndText).ConfigureAwait(false);
            await journal.ChangeAsync(call => call.Farewell is null ? call : call with { Farewell = null }, bot.Observer, stopping).ConfigureAwait(false);
        }

        await new StorageTrouble(bot.Clock).RunAsync(journal.Forget, bot.Observer, stopping).ConfigureAwait(false);
    }

    /// <summary>The call was interrupted while it ran. Its caller is told, and its questions end.</summary>
    /// <returns>Whether it is run again, which only its rule can say.</returns>
    private async Task<bool> ReportInterruptionAsync()
    {
        bool isRepeated = Function.Rule.Repeatable && journal.Call.Runs < MaxRuns && Function.Fingerprint == journal.Call.Fingerprint;
        string what = dialog.Texts.Of(isRepeated ? ChatText.InterruptedAndRepeated : ChatText.Interrupted, WithLine().Line!);
        dialog.SayText(journal.Call.Progress is { } progress ? $"{what}\n{dialog.Texts.Of(ChatText.LastProgress, progress)}" : what);
        bot.Audit.RecordEnd(WithLine(), new AuditEnd(AuditOutcome.Interrupted, bot.Clock.UtcNow - journal.Call.Since));
        bot.Observer.Warn($"{Function.Name}, called by user {UserId}, was interrupted while it ran{(isRepeated ? " and is run again" : string.Empty)}.");
        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        await Cards.CloseAllAsync(card => $"{card.Text}\n[I]{dialog.Texts.Of(ChatText.QuestionInterrupted)}[/I]").ConfigureAwait(false);
        if (isRepeated)
        {
            await journal.ChangeAsync(call => call with { Stage = PendingStage.Open, Progress = null }, bot.Observer, stopping).ConfigureAwait(false);
        }

        return isRepeated;
    }

    private void RequireUnchanged()
    {
        if (bot.Functions.Find(Function.Name)?.Fingerprint != journal.Call.Fingerprint)
        {
            throw Refused("changed", ChatText.FunctionChanged, "/" + Function.ShownName);
        }
    }

    private async Task RunStagesAsync()
    {
        await RequireAllowedAsync().ConfigureAwait(false);
        using IDisposable? open = IsScheduled || journal.IsResumed ? null : bot.Limits.TryOpen(UserId) ?? throw Refused("tooManyOpen", ChatText.TooManyOpen, CallerLimits.OpenOfOne);
        using LimitedUse? use = IsScheduled || journal.IsResumed ? null : bot.TryUse(UserId, Function, out TimeSpan wait)
            ?? throw Refused("limit", ChatText.LimitReached, "/" + Function.ShownName, Function.Rule.Limit!.Calls, dialog.Texts.Of(Function.Rule.Limit.Within), dialog.Texts.Of(wait));
        IReadOnlyList<LineElement> elements = LineParser.Parse(line);
        PreparedRunspace? prepared = await bot.Supply.TakeAsync(ending.Token).ConfigureAwait(false);
        try
        {
            CallPlan plan = await CheckAsync(prepared, () => PlanIn(prepared)).ConfigureAwait(false);
            AuditedCall recorded = audited;
            if (plan.Missing.Count > 0 && IsScheduled)
            {
                throw Refused("schedule", ChatText.ScheduleAsksNobody);
            }

            if (plan.Missing.Count > 0 || MustConfirm || Function.Rule.NeedsApproval)
            {
                // A runspace in which checks ran isn't kept while a person thinks.
                prepared.Dispose();
                prepared = null;
                plan = await CompleteAsync(plan).ConfigureAwait(false);
                await ConfirmAsync(plan).ConfigureAwait(false);
                recorded = audited with { Approvers = await ApproveAsync(plan).ConfigureAwait(false) };
                await RequireAllowedAsync().ConfigureAwait(false);
                prepared = await bot.Supply.TakeAsync(ending.Token).ConfigureAwait(false);
            }

            State = CallState.Queued;
            PreparedRunspace used = prepared;
            prepared = null;
            use?.Keep();
            await new CallRun(bot, dialog, journal, Function, plan, recorded, used, state => State = state, () => endedBy, ending.Token).RunAsync().ConfigureAwait(false);
        }
        finally
        {
            prepared?.Dispose();
        }

        CallPlan PlanIn(PreparedRunspace used)
        {
            CommandInfo command = used.CommandOf(Function);
            CallPlan planned = CallPlanner.Plan(Function.Signature, command, elements);
            KeepSecrets(planned);
            foreach (ChatArgument argument in planned.Arguments.Where(argument => argument.Name is not null))
            {
                if (ValueCheck.Find(command, argument.Name!, argument.Value) is { } reason)
                {
                    throw new ValueRefusedException(argument.Name!, reason);
                }
            }

            return planned;
        }
    }

    /// <returns>Who approved.</returns>
    private async Task<IReadOnlyList<long>> ApproveAsync(CallPlan plan)
    {
        if (!Function.Rule.NeedsApproval)
        {
            return [];
        }

        State = CallState.Approving;
        CallApproval approval = new(bot, dialog, journal, Cards, Function, plan, audited.With(plan, dialog.Mask));
        return await approval.RunAsync(PreviewAsync, RequireAllowedAsync, ending.Token).ConfigureAwait(false);

        async Task<string?> PreviewAsync()
        {
            using PreparedRunspace prepared = await bot.Supply.TakeAsync(ending.Token).ConfigureAwait(false);
            HandlerLimits limits = bot.RunLimits with { Timeout = CheckTime };
            return await CheckAsync(prepared, () => CallPreview.Run(bot.Session, item, Function, plan, prepared, limits)).ConfigureAwait(false);
        }
    }

    /// <summary>A schedule is the administrator's own, and there is nobody to ask.</summary>
    private bool MustConfirm => Function.SupportsShouldProcess && Function.Rule.Confirm && !IsScheduled;

    private bool IsScheduled => journal.Call.Schedule is not null;

    /// <summary>What people were asked about is what runs, and its caller may run it.</summary>
    /// <exception cref="CallEndedException">The function has changed, the caller may not run it, or that can't be checked.</exception>
    /// <exception cref="CallEndedSilentlyException">The caller was told so a moment ago.</exception>
    private async Task RequireAllowedAsync()
    {
        RequireUnchanged();
        if (IsScheduled)
        {
            return;
        }

        switch (await bot.DecideAsync(Function, item, journal.Call.Since, ending.Token).ConfigureAwait(false))
        {
            case AccessDecision.Allowed:
                return;
            case AccessDecision.Unknown:
                bot.Observer.Warn($"It could not be checked whether user {UserId} may run {Function.Name}; the call was refused.");
                throw Refused("rightsUnknown", ChatText.RightsUnknown, "/" + Function.ShownName);
            default:
                bot.Observer.Report($"User {UserId} may not run {Function.Name}; the call in {DialogId} was refused.");
                CallEndedException refusal = Refused("rights", ChatText.NotAllowed, "/" + Function.ShownName);
                if (!bot.Limits.MayTell(UserId, Function.Name, RefusalSilence))
                {
                    throw new CallEndedSilentlyException();
                }

                bot.Observer.Warn($"User {UserId} may not run {Function.Name}; the call in {DialogId} was refused.");
                throw refusal;
        }
    }

    private CallEndedException Refused(string reason, ChatText text, params object[] values)
    {
        bot.Audit.RecordRefusal(WithLine(), reason);
        return new CallEndedException(text, values);
    }

    /// <summary>A refused line was not read: it is on record as it was written, unless one of its words may be a secret.</summary>
    private AuditedCall WithLine()
    {
        string written = line.Trim();
        string shown = written.Length == 0 ? string.Empty : Function.Signature.HasSecrets ? SecretMask.Sign : dialog.Mask.HideInLine(written);
        return audited with { Line = $"/{Function.ShownName} {shown}".TrimEnd() };
    }

    /// <summary>Until the line is read, each of its words can be the secret.</summary>
    private void GuessSecrets()
    {
        if (Function.Signature.HasSecrets)
        {
            dialog.Mask.Guess([line.Trim(), .. line.Split(WordEnds, StringSplitOptions.RemoveEmptyEntries).Where(word => word[0] != '-')]);
        }
    }

    private void KeepSecrets(CallPlan planned)
    {
        foreach (ChatArgument argument in planned.Arguments.Where(argument => argument.IsSecret))
        {
            foreach (LineValue value in argument.Written?.Items ?? (argument.Written is null ? [] : [argument.Written]))
            {
                dialog.Mask.Add(value.Text);
            }
        }

        dialog.Mask.Guess([]);
    }

    /// <summary>Does something inside a runspace, on a thread of its own and for a limited time.</summary>
    private async Task<T> CheckAsync<T>(PreparedRunspace prepared, Func<T> check)
    {
        Task<T> task = Task.Factory.StartNew(() => prepared.Inside(check), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(task, Task.Delay(CheckTime, ending.Token)).ConfigureAwait(false) != task)
        {
            ending.Token.ThrowIfCancellationRequested();
            bot.Observer.Warn($"The checks of a value of {Function.Name} took longer than {CheckTime.TotalSeconds:0} s and were left to themselves.");
            throw new CallEndedException(ChatText.CheckTooLong);
        }

        return await task.ConfigureAwait(false);
    }

    private async Task<CallPlan> CompleteAsync(CallPlan plan)
    {
        foreach (ChatParameter parameter in plan.Missing.ToArray())
        {
            State = CallState.Asking;
            plan = plan.With(parameter, await AskForAsync(parameter).ConfigureAwait(false));
        }

        return plan;
    }

    /// <summary>Asks for a value, checks it at once, and asks a second time where it is refused.</summary>
    private async Task<ChatArgument> AskForAsync(ChatParameter parameter)
    {
        for (bool isSecond = false; ; isSecond = true)
        {
            (ChatArgument? argument, string reason) = await AskOnceAsync(parameter, isSecond).ConfigureAwait(false);
            if (argument is not null)
            {
                if (parameter.IsSecret)
                {
                    dialog.Mask.Add(argument.Written?.Text);
                }

                using PreparedRunspace prepared = await bot.Supply.TakeAsync(ending.Token).ConfigureAwait(false);
                reason = await CheckAsync(prepared, () => ValueCheck.Find(prepared.CommandOf(Function), parameter.Name, argument.Value)).ConfigureAwait(false) ?? string.Empty;
                if (reason.Length == 0)
                {
                    return argument;
                }
            }

            dialog.Say(isSecond ? ChatText.ValueRefusedAgain : ChatText.ValueRefused, RunText.Plain(reason));
            if (isSecond)
            {
                throw new CallEndedSilentlyException();
            }
        }
    }

    private async Task<(ChatArgument? Argument, string Reason)> AskOnceAsync(ChatParameter parameter, bool isSecond)
    {
        string step = $"value {parameter.Name}{(isSecond ? " again" : string.Empty)}";
        string question = PlainText.Escape(RunText.Plain(parameter.HelpMessage)) is { Length: > 0 } asked ? asked : dialog.Texts.Of(ChatText.AskValue, parameter.Name);
        if (!parameter.IsList && parameter.Choices is { Count: > 0 and <= 20 } choices)
        {
            PendingCard card = new() { Step = step, Text = question, Buttons = ChatDialog.LabelsOf(choices), EndText = question };
            int place = (await Cards.AskAsync(card, ending.Token).ConfigureAwait(false)).Choice!.Value;
            await Cards.CloseAsync(step, _ => $"{question} [B]{PlainText.Escape(choices[place])}[/B]").ConfigureAwait(false);
            object value = SettableTypes.SingleOf(parameter.Type) == typeof(bool) ? place == 0 : choices[place];
            return (new ChatArgument(parameter.Name, value, LineValue.OfText(choices[place])), string.Empty);
        }

        PendingCard inWords = new() { Step = step, Text = dialog.TextQuestion(parameter.IsList ? $"{question}\n{dialog.Texts.Of(ChatText.AskList)}" : question) };
        string answer = (await Cards.AskAsync(inWords, ending.Token).ConfigureAwait(false)).Text;
        await Cards.CloseAsync(step, _ => null).ConfigureAwait(false);
        try
        {
            return AnswerReading.Read(answer, parameter) is { } read ? (read, string.Empty) : (null, string.Empty);
        }
        catch (LineRefusedException refused)
        {
            return (null, RefusalText.ReasonOf(dialog.Texts, refused.Refusal));
        }
    }

    /// <summary>
    /// A command may have been sent by a click on somebody else's link or button, so its caller sees what is going to run. The buttons carry the random name of
    /// the question, which is bound to this message, dialog and person.
    /// </summary>
    private async Task ConfirmAsync(CallPlan plan)
    {
        if (!MustConfirm)
        {
            return;
        }

        const string step = "confirm";
        State = CallState.Asking;
        string call = CodeText.Wrap(RunText.Plain(CallText.Of(Function.Name, plan)));
        string refused = $"{dialog.Texts.Of(ChatText.NotConfirmed)}\n{call}";
        PendingCard card = new()
        {
            Step = step,
            Text = $"{dialog.Texts.Of(ChatText.ConfirmCall)}\n{call}",
            Buttons = [dialog.Texts.Of(ChatText.Run), dialog.Texts.Of(ChatText.DoNotRun)],
            EndText = refused,
        };
        bool isConfirmed = (await Cards.AskAsync(card, ending.Token).ConfigureAwait(false)).Choice == 0;
        await Cards.CloseAsync(step, _ => isConfirmed ? $"{dialog.Texts.Of(ChatText.Confirmed)}\n{call}" : refused).ConfigureAwait(false);
        if (!isConfirmed)
        {
            throw new CallEndedSilentlyException();
        }
    }
}
