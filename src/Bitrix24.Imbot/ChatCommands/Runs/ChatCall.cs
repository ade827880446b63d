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
/// A call of a function from a chat. The order is fixed: permissions and limits, scan and parse, bind, ask, confirm, approve, run. No code of the function runs before
/// the permissions are checked.
/// </summary>
internal sealed class ChatCall : IDisposable
{
    /// <summary>The time limit for validating a value. A pattern of the author can run forever.</summary>
    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(10);

    /// <summary>The time in which a refusal is not repeated.</summary>
    private static readonly TimeSpan RefusalSilence = TimeSpan.FromMinutes(10);

    /// <summary>The maximum number of runs of a repeatable function, in case it ends the process each time.</summary>
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

    /// <param name="bot">The data that all calls share.</param>
    /// <param name="function">The function.</param>
    /// <param name="journal">The stored call.</param>
    /// <param name="stopping">Stops all calls.</param>
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
        audited = AuditedCall.FromEvent(item, bot.BotId, function.Name) with { CallId = journal.Call.Key, Schedule = journal.Call.Schedule };
        GuessSecrets();
    }

    /// <summary>The questions that are asked before the function runs.</summary>
    public CallCards Cards { get; }

    /// <summary>The stored stage.</summary>
    public PendingStage Stage => journal.Call.Stage;

    public int Id => journal.Call.Id;

    public ChatFunction Function { get; }

    public CallState State { get; private set; }

    public long UserId => dialog.UserId;

    public string DialogId => dialog.DialogId;

    /// <summary>The call for the audit, with its line.</summary>
    public AuditedCall Audited => WithLine();

    public string UserName => item.User?.Name ?? journal.Call.Schedule ?? string.Empty;

    /// <summary>Ends the call in any state.</summary>
    /// <param name="why">The text for the caller.</param>
    public void End(ChatText why)
    {
        endedBy ??= why;
        Cancel();
    }

    /// <summary>Ends the call because the bot is stopping. Questions that are asked before the run stay open for the next start.</summary>
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
            // The call has already ended.
        }
    }

    /// <summary>Stores an answer to a card.</summary>
    /// <exception cref="Core.Errors.B24Exception">The answer could not be stored.</exception>
    public void AddAnswer(PendingCard card, PortalEvent answer) => journal.AddAnswer(new PendingAnswer(card.Step, answer));

    /// <summary>Continues with an answer that was stored.</summary>
    public void Continue() => journal.Signal();

    /// <inheritdoc />
    public void Dispose()
    {
        Cards.Dispose();
        dialog.Dispose();
        ending.Dispose();
    }

    /// <summary>Runs the call to its end. All errors are reported in the chat or in the console of the bot, and none are thrown.</summary>
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
            // Any word of the line can be a secret.
            farewell = RefusalText.Format(dialog.Texts, refused.Refusal, Function.Signature.HasSecrets ? string.Empty : line, Function.ShownName);
        }
        catch (CallEndedException ended)
        {
            farewell = dialog.Texts.Format(ended.Text, ended.Values);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && endedBy is null && Stage != PendingStage.Running)
        {
            // The bot is stopping. The next start continues here.
            return;
        }
        catch (OperationCanceledException)
        {
            farewell = dialog.Texts.Format(endedBy ?? ChatText.BotEnds);
            if (State == CallState.Approving)
            {
                bot.Audit.TryRecord("approval", WithLine(), new JsonMap { ["decision"] = "withdrawn" });
            }
        }
        catch (Exception exception)
        {
            CallErrors.Report(bot, dialog, item, Function, exception);
        }

        await FinishAsync(bot, dialog, journal, Cards, farewell, stopping).ConfigureAwait(false);
    }

    /// <summary>Ends a call whose function is no longer available.</summary>
    public static async Task EndLostAsync(ChatBot bot, CallJournal journal, CancellationToken stopping)
    {
        using ChatDialog dialog = new(bot, journal.Call.Event, journal, CancellationToken.None, stopping) { OnceKey = $"{journal.Call.Key} {journal.Call.Runs}" };
        using CallCards cards = new(bot, dialog, journal, stopping);
        string? farewell = journal.Call.Stage == PendingStage.Ended
            ? journal.Call.Farewell
            : dialog.Texts.Format(ChatText.FunctionChanged, "/" + journal.Call.Function.ToLowerInvariant());
        await FinishAsync(bot, dialog, journal, cards, farewell, stopping).ConfigureAwait(false);
    }

    /// <summary>
    /// Finishes the call. Its end is stored before the caller is informed, because a call that was reported as ended must not run after a restart. Then its buttons and
    /// its file are removed.
    /// </summary>
    private static async Task FinishAsync(ChatBot bot, ChatDialog dialog, CallJournal journal, CallCards cards, string? farewell, CancellationToken stopping)
    {
        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);

        // If the bot was stopped, the next start finishes the call.
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

    /// <summary>Reports that the run was interrupted, and closes its questions.</summary>
    /// <returns>Whether it is run again, which its rule must allow.</returns>
    private async Task<bool> ReportInterruptionAsync()
    {
        bool isRepeated = Function.Rule.Repeatable && journal.Call.Runs < MaxRuns && Function.Fingerprint == journal.Call.Fingerprint;
        string what = dialog.Texts.Format(isRepeated ? ChatText.InterruptedAndRepeated : ChatText.Interrupted, WithLine().Line!);
        dialog.SayText(journal.Call.Progress is { } progress ? $"{what}\n{dialog.Texts.Format(ChatText.LastProgress, progress)}" : what);
        bot.Audit.RecordEnd(WithLine(), new AuditEnd(AuditOutcome.Interrupted, bot.Clock.UtcNow - journal.Call.Since));
        bot.Observer.Warn($"{Function.Name}, called by user {UserId}, was interrupted by a restart{(isRepeated ? " and is run again" : string.Empty)}.");
        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
        await Cards.CloseAllAsync(card => $"{card.Text}\n[I]{dialog.Texts.Format(ChatText.QuestionInterrupted)}[/I]").ConfigureAwait(false);
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
        using IDisposable? open = IsScheduled || journal.IsResumed ? null : bot.Limits.TryOpen(UserId) ?? throw Refused("tooManyOpen", ChatText.TooManyOpen, CallerLimits.MaxOpen);
        using LimitedUse? use = IsScheduled || journal.IsResumed ? null : bot.TryUse(UserId, Function, out TimeSpan wait)
            ?? throw Refused("limit", ChatText.LimitReached, "/" + Function.ShownName, Function.Rule.Limit!.Calls, dialog.Texts.Format(Function.Rule.Limit.Within), dialog.Texts.Format(wait));
        IReadOnlyList<LineElement> elements = LineParser.Parse(line);
        PreparedRunspace? prepared = await bot.Supply.GetAsync(ending.Token).ConfigureAwait(false);
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
                // Don't reserve a runspace while waiting for a person.
                prepared.Dispose();
                prepared = null;
                plan = await CompleteAsync(plan).ConfigureAwait(false);
                await ConfirmAsync(plan).ConfigureAwait(false);
                recorded = audited with { Approvers = await ApproveAsync(plan).ConfigureAwait(false) };
                await RequireAllowedAsync().ConfigureAwait(false);
                prepared = await bot.Supply.GetAsync(ending.Token).ConfigureAwait(false);
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

    /// <returns>The people who approved.</returns>
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
            using PreparedRunspace prepared = await bot.Supply.GetAsync(ending.Token).ConfigureAwait(false);
            HandlerLimits limits = bot.RunLimits with { Timeout = CheckTime };
            return await CheckAsync(prepared, () => CallPreview.Run(bot.Session, item, Function, plan, prepared, limits)).ConfigureAwait(false);
        }
    }

    /// <summary>A schedule isn't confirmed, because the administrator created it and there is nobody to ask.</summary>
    private bool MustConfirm => Function.SupportsShouldProcess && Function.Rule.Confirm && !IsScheduled;

    private bool IsScheduled => journal.Call.Schedule is not null;

    /// <summary>Requires that the function is unchanged and that the caller may run it.</summary>
    /// <exception cref="CallEndedException">The function has changed, or the permission is missing or can't be checked.</exception>
    /// <exception cref="CallEndedSilentlyException">The caller was already informed recently.</exception>
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
                bot.Observer.Warn($"A call of {Function.Name} was refused, because the permission of user {UserId} could not be checked.");
                throw Refused("rightsUnknown", ChatText.RightsUnknown, "/" + Function.ShownName);
            default:
                bot.Observer.Report($"A call of {Function.Name} in {DialogId} was refused, because user {UserId} doesn't have permission.");
                CallEndedException refusal = Refused("rights", ChatText.NotAllowed, "/" + Function.ShownName);
                if (!bot.Limits.MayNotify(UserId, Function.Name, RefusalSilence))
                {
                    throw new CallEndedSilentlyException();
                }

                bot.Observer.Warn($"A call of {Function.Name} in {DialogId} was refused, because user {UserId} doesn't have permission.");
                throw refusal;
        }
    }

    private CallEndedException Refused(string reason, ChatText text, params object[] values)
    {
        bot.Audit.RecordRefusal(WithLine(), reason);
        return new CallEndedException(text, values);
    }

    /// <summary>Adds the line as it was written. If any word can be a secret, the whole line is masked.</summary>
    private AuditedCall WithLine()
    {
        string written = line.Trim();
        string shown = written.Length == 0 ? string.Empty : Function.Signature.HasSecrets ? SecretMask.Sign : dialog.Mask.HideInLine(written);
        return audited with { Line = $"/{Function.ShownName} {shown}".TrimEnd() };
    }

    /// <summary>Masks all words of the line until it is parsed.</summary>
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

    /// <summary>Runs a check inside a runspace, on a separate thread and with a time limit.</summary>
    private async Task<T> CheckAsync<T>(PreparedRunspace prepared, Func<T> check)
    {
        Task<T> task = Task.Factory.StartNew(() => prepared.Inside(check), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(task, Task.Delay(CheckTime, ending.Token)).ConfigureAwait(false) != task)
        {
            ending.Token.ThrowIfCancellationRequested();
            bot.Observer.Warn($"Validating a value of {Function.Name} took longer than {CheckTime.TotalSeconds:0} s. The validation was abandoned.");
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

    /// <summary>Asks for a value and validates it. If it is invalid, asks once more.</summary>
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

                using PreparedRunspace prepared = await bot.Supply.GetAsync(ending.Token).ConfigureAwait(false);
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
        string question = PlainText.Escape(RunText.Plain(parameter.HelpMessage)) is { Length: > 0 } asked ? asked : dialog.Texts.Format(ChatText.AskValue, parameter.Name);
        if (!parameter.IsList && parameter.Choices is { Count: > 0 and <= 20 } choices)
        {
            PendingCard card = new() { Step = step, Text = question, Buttons = ChatDialog.LabelsOf(choices), EndText = question };
            int place = (await Cards.AskAsync(card, ending.Token).ConfigureAwait(false)).Choice!.Value;
            await Cards.CloseAsync(step, _ => $"{question} [B]{PlainText.Escape(choices[place])}[/B]").ConfigureAwait(false);
            object value = SettableTypes.SingleOf(parameter.Type) == typeof(bool) ? place == 0 : choices[place];
            return (new ChatArgument(parameter.Name, value, LineValue.FromText(choices[place])), string.Empty);
        }

        PendingCard inWords = new() { Step = step, Text = dialog.TextQuestion(parameter.IsList ? $"{question}\n{dialog.Texts.Format(ChatText.AskList)}" : question) };
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
    /// Shows the exact call and asks for confirmation, because a click on another person's link or button can send a command. The buttons contain the random key of the
    /// question, which is bound to this message, dialog, and person.
    /// </summary>
    private async Task ConfirmAsync(CallPlan plan)
    {
        if (!MustConfirm)
        {
            return;
        }

        const string step = "confirm";
        State = CallState.Asking;
        string call = CodeText.Wrap(RunText.Plain(CallText.Format(Function.Name, plan)));
        string refused = $"{dialog.Texts.Format(ChatText.NotConfirmed)}\n{call}";
        PendingCard card = new()
        {
            Step = step,
            Text = $"{dialog.Texts.Format(ChatText.ConfirmCall)}\n{call}",
            Buttons = [dialog.Texts.Format(ChatText.Run), dialog.Texts.Format(ChatText.DoNotRun)],
            EndText = refused,
        };
        bool isConfirmed = (await Cards.AskAsync(card, ending.Token).ConfigureAwait(false)).Choice == 0;
        await Cards.CloseAsync(step, _ => isConfirmed ? $"{dialog.Texts.Format(ChatText.Confirmed)}\n{call}" : refused).ConfigureAwait(false);
        if (!isConfirmed)
        {
            throw new CallEndedSilentlyException();
        }
    }
}
