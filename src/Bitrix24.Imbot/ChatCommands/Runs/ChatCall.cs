using System.Management.Automation;
using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Parsing;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// One call of a function from a chat. The order is fixed: rights and limits, scan and parse, bind, ask, confirm, run. Nothing of the function's code runs before
/// the rights are known.
/// </summary>
internal sealed class ChatCall : IDisposable
{
    /// <summary>How long the checks of one value may take: they are the author's, and a pattern can take for ever.</summary>
    private static readonly TimeSpan CheckTime = TimeSpan.FromSeconds(10);

    /// <summary>A refusal is told once in this time.</summary>
    private static readonly TimeSpan RefusalSilence = TimeSpan.FromMinutes(10);

    private static readonly char[] WordEnds = [' ', '\t', ',', ':', '"', '\''];

    private readonly ChatBot bot;
    private readonly PortalEvent item;
    private readonly string line;
    private readonly CancellationTokenSource ending;
    private readonly ChatDialog dialog;
    private readonly AuditedCall audited;
    private ChatText? endedBy;

    /// <param name="bot">What all calls share.</param>
    /// <param name="id">Its number, for people.</param>
    /// <param name="function">The function.</param>
    /// <param name="line">What was written behind its name.</param>
    /// <param name="item">The event.</param>
    /// <param name="stopping">Ends everything.</param>
    public ChatCall(ChatBot bot, int id, ChatFunction function, string line, PortalEvent item, CancellationToken stopping)
    {
        this.bot = bot;
        this.line = line;
        this.item = item;
        Id = id;
        Function = function;
        ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        dialog = new ChatDialog(bot, item, ending.Token, stopping);
        audited = AuditedCall.Of(item, bot.BotId, function.Name);
        GuessSecrets();
    }

    public int Id { get; }

    public ChatFunction Function { get; }

    public CallState State { get; private set; }

    public long UserId => dialog.UserId;

    public string DialogId => dialog.DialogId;

    public string UserName => item.User?.Name ?? string.Empty;

    /// <summary>Ends the call, wherever it is.</summary>
    /// <param name="why">What the caller is told.</param>
    public void End(ChatText why)
    {
        endedBy ??= why;
        try
        {
            ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        dialog.Dispose();
        ending.Dispose();
    }

    /// <summary>Runs the call to its end. Whatever happens is told to the caller or to whoever runs the bot, and thrown to nobody.</summary>
    public async Task RunAsync()
    {
        try
        {
            await RunStagesAsync().ConfigureAwait(false);
        }
        catch (LineRefusedException refused)
        {
            // Which word of the line is a secret isn't known.
            dialog.SayText(RefusalText.Of(dialog.Texts, refused.Refusal, Function.Signature.HasSecrets ? string.Empty : line, Function.ShownName));
        }
        catch (CallEndedException ended)
        {
            dialog.Say(ended.Text, ended.Values);
        }
        catch (OperationCanceledException)
        {
            dialog.Say(endedBy ?? ChatText.BotEnds);
        }
        catch (Exception exception)
        {
            CallErrors.Tell(bot, dialog, item, Function, exception);
        }

        await dialog.Outbox.WhenSentAsync().ConfigureAwait(false);
    }

    private async Task RunStagesAsync()
    {
        if (!await IsAllowedAsync().ConfigureAwait(false))
        {
            return;
        }

        using IDisposable open = bot.Limits.TryOpen(UserId) ?? throw Refused("tooManyOpen", ChatText.TooManyOpen, CallerLimits.OpenOfOne);
        using LimitedUse use = bot.TryUse(UserId, Function, out TimeSpan wait)
            ?? throw Refused("limit", ChatText.LimitReached, "/" + Function.ShownName, Function.Rule.Limit!.Calls, dialog.Texts.Of(Function.Rule.Limit.Within), dialog.Texts.Of(wait));
        IReadOnlyList<LineElement> elements = LineParser.Parse(line);
        PreparedRunspace? prepared = await bot.Supply.TakeAsync(ending.Token).ConfigureAwait(false);
        try
        {
            CallPlan plan = await CheckAsync(prepared, () => PlanIn(prepared)).ConfigureAwait(false);
            if (plan.Missing.Count > 0 || MustConfirm)
            {
                // A runspace in which checks ran isn't kept while a person thinks.
                prepared.Dispose();
                prepared = null;
                plan = await CompleteAsync(plan).ConfigureAwait(false);
                await ConfirmAsync(plan).ConfigureAwait(false);
                RequireSameRule();
                if (!await IsAllowedAsync().ConfigureAwait(false))
                {
                    return;
                }

                prepared = await bot.Supply.TakeAsync(ending.Token).ConfigureAwait(false);
            }

            State = CallState.Queued;
            PreparedRunspace used = prepared;
            prepared = null;
            use.Keep();
            await new CallRun(bot, dialog, Function, item, plan, audited, used, state => State = state, () => endedBy, ending.Token).RunAsync().ConfigureAwait(false);
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

    private bool MustConfirm => Function.SupportsShouldProcess && Function.Rule.Confirm;

    private async Task<bool> IsAllowedAsync()
    {
        switch (await bot.DecideAsync(Function, item, ending.Token).ConfigureAwait(false))
        {
            case AccessDecision.Allowed:
                return true;
            case AccessDecision.Unknown:
                bot.Observer.Warn($"It could not be checked whether user {UserId} may run {Function.Name}; the call was refused.");
                bot.Audit.RecordRefusal(WithLine(), "rightsUnknown");
                dialog.Say(ChatText.RightsUnknown, "/" + Function.ShownName);
                return false;
            default:
                bot.Observer.Tell($"User {UserId} may not run {Function.Name}; the call in {DialogId} was refused.");
                bot.Audit.RecordRefusal(WithLine(), "rights");
                if (bot.Limits.MayTell(UserId, Function.Name, RefusalSilence))
                {
                    bot.Observer.Warn($"User {UserId} may not run {Function.Name}; the call in {DialogId} was refused.");
                    dialog.Say(ChatText.NotAllowed, "/" + Function.ShownName);
                }

                return false;
        }
    }

    /// <summary>A person was asked under one rule, and the function must not run under another.</summary>
    private void RequireSameRule()
    {
        if (!ReferenceEquals(bot.Functions.Find(Function.Name), Function))
        {
            throw Refused("ruleChanged", ChatText.RuleChanged, "/" + Function.ShownName);
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
            (ChatArgument? argument, string reason) = await AskOnceAsync(parameter).ConfigureAwait(false);
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

    private async Task<(ChatArgument? Argument, string Reason)> AskOnceAsync(ChatParameter parameter)
    {
        string question = PlainText.Of(RunText.Plain(parameter.HelpMessage)) is { Length: > 0 } asked ? asked : dialog.Texts.Of(ChatText.AskValue, parameter.Name);
        if (!parameter.IsList && parameter.Choices is { Count: > 0 and <= 20 } choices)
        {
            int place = await dialog.ChooseAsync(question, choices, choice => choice is null ? question : $"{question} [B]{PlainText.Of(choice)}[/B]").ConfigureAwait(false);
            object value = SettableTypes.SingleOf(parameter.Type) == typeof(bool) ? place == 0 : choices[place];
            return (new ChatArgument(parameter.Name, value, LineValue.OfText(choices[place])), string.Empty);
        }

        string answer = await dialog.AskAsync(parameter.IsList ? $"{question}\n{dialog.Texts.Of(ChatText.AskList)}" : question).ConfigureAwait(false);
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

        State = CallState.Asking;
        string call = CodeText.Of(RunText.Plain(CallText.Of(Function.Name, plan)));
        string run = dialog.Texts.Of(ChatText.Run);
        int place = await dialog.ChooseAsync(
            $"{dialog.Texts.Of(ChatText.ConfirmCall)}\n{call}",
            [run, dialog.Texts.Of(ChatText.DoNotRun)],
            choice => $"{dialog.Texts.Of(choice == run ? ChatText.Confirmed : ChatText.NotConfirmed)}\n{call}").ConfigureAwait(false);
        if (place != 0)
        {
            throw new CallEndedSilentlyException();
        }
    }
}
