using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Hosting;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// Requests approval of a call. The cards are sent to the chats of the rule and to private dialogs. Each press is stored. Whenever a press arrives, all presses are
/// evaluated with the rights that people have at that moment.
/// </summary>
internal sealed class CallApproval(ChatCall call, CallAccess access, CallPlan plan)
{
    private const int MaxCards = 50;

    private const string Step = "approve";

    /// <summary>The time until a press is evaluated again if its rights could not be checked.</summary>
    private static readonly TimeSpan RetryTime = TimeSpan.FromMinutes(1);

    private readonly ChatBot bot = call.Bot;
    private readonly ChatDialog dialog = call.Dialog;
    private readonly CallJournal journal = call.Journal;
    private readonly FunctionRule rule = call.Function.Rule;
    private readonly AuditedCall audited = call.Audited.With(plan, call.Dialog.Mask);
    private readonly AccessPolicy approvers = new(call.Function.Rule.Approve);
    private readonly string details = DetailsOf(call, plan);

    /// <summary>Requests approval, and waits until enough people approve.</summary>
    /// <returns>The people who approved.</returns>
    /// <exception cref="CallEndedException">No one can be asked, the request timed out or was refused, or the caller has lost the right to run the function.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended. The cards stay open.</exception>
    public async Task<IReadOnlyList<long>> RunAsync()
    {
        call.State = CallState.Approving;
        using IDisposable? waiting = call.Cards.EnterWait();
        PendingCard card = await OpenAsync().ConfigureAwait(false);
        dialog.Say(ChatText.ApprovalAsked, string.Join(", ", rule.Approve.Select(person => person.Text)), ChatTexts.Format(card.Deadline.ToLocalTime()));
        TimeSpan end = bot.Clock.Elapsed + call.Cards.TimeoutFor(card);
        int judged = -1;
        int shown = 0;
        bool isUnsure = false;
        while (true)
        {
            TimeSpan left = end - bot.Clock.Elapsed;
            bool isNew = await journal.WaitAsync(() => journal.AnswerCount != judged, isUnsure && left > RetryTime ? RetryTime : left, call.Ending).ConfigureAwait(false);
            if (!isNew && (!isUnsure || left <= TimeSpan.Zero))
            {
                throw await EndAsync("expired", null, ChatText.ApprovalExpired).ConfigureAwait(false);
            }

            judged = journal.AnswerCount;
            if (journal.AnswerTo(Step) is null)
            {
                continue;
            }

            await access.RequireAsync().ConfigureAwait(false);
            (List<User> agreed, User? refused, isUnsure) = await JudgeAsync().ConfigureAwait(false);
            if (refused is not null)
            {
                throw await EndAsync("refused", refused, ChatText.ApprovalRefused, NameOf(refused)).ConfigureAwait(false);
            }

            foreach (User user in agreed.Skip(shown))
            {
                Record("approved", user);
            }

            string names = string.Join(", ", agreed.Select(NameOf));
            if (agreed.Count >= rule.Approvals)
            {
                dialog.Say(ChatText.Approved, names);
                await CloseAsync(ChatText.Approved, names).ConfigureAwait(false);
                return [.. agreed.Select(user => user.UserId)];
            }

            if (agreed.Count > shown)
            {
                await call.Cards.ShowAsync(Step, open => $"{open.Text}\n{dialog.Texts.Format(ChatText.ApprovedSoFar, names, rule.Approvals)}").ConfigureAwait(false);
            }

            shown = agreed.Count;
        }
    }

    /// <summary>Sends the cards that weren't sent yet. A card that can't be sent is only a warning if others can.</summary>
    private async Task<PendingCard> OpenAsync()
    {
        if (journal.Call.Cards.All(card => card.Step != Step))
        {
            IEnumerable<PendingCard> wanted = await CardsAsync().ConfigureAwait(false);
            await call.Cards.SaveAsync(wanted, rule.ApproveWithin, call.Ending).ConfigureAwait(false);
            Record("asked", null);
        }

        PendingCard? first = null;
        foreach (PendingCard card in journal.Call.Cards.Where(card => card.Step == Step).ToArray())
        {
            try
            {
                PendingCard sent = await call.Cards.OpenAsync(card, rule.ApproveWithin, call.Ending).ConfigureAwait(false);
                first ??= sent;
            }
            catch (B24Exception exception)
            {
                bot.Observer.Warn($"The approval request for {call.Function.Name} could not be sent to {card.DialogId}: {exception.Message}");
            }
        }

        return first ?? throw NotAsked(ChatText.ApprovalNotAsked);
    }

    private async Task<IEnumerable<PendingCard>> CardsAsync()
    {
        IReadOnlyList<string> dialogs = await bot.Approvers.FindAsync(rule.Approve, dialog.UserId, MaxCards, call.Ending).ConfigureAwait(false);
        if (dialogs.Count is 0 or > MaxCards)
        {
            throw NotAsked(dialogs.Count == 0 ? ChatText.NoApprover : ChatText.TooManyApprovers);
        }

        string? shown = rule.Preview ? await PreviewAsync().ConfigureAwait(false) : null;
        string text = string.Join("\n", new[]
        {
            $"[B]{dialog.Texts.Format(ChatText.ApprovalNeeded)}[/B]",
            details,
            shown is null ? null : $"{dialog.Texts.Format(ChatText.ApprovalPreview)}\n{CodeText.Wrap(RunText.Plain(dialog.Mask.Hide(shown)))}",
            rule.Approvals > 1 ? dialog.Texts.Format(ChatText.ApprovalsNeeded, rule.Approvals) : null,
            dialog.Texts.Format(ChatText.ApproveBy, ChatTexts.Format((bot.Clock.UtcNow + rule.ApproveWithin).ToLocalTime())),
        }.Where(line => line is not null));
        return dialogs.Select(dialogId => new PendingCard
        {
            Step = Step,
            DialogId = dialogId,
            Text = text,
            Buttons = [dialog.Texts.Format(ChatText.Approve), dialog.Texts.Format(ChatText.Refuse)],
            EndText = $"{dialog.Texts.Format(ChatText.ApprovalWithdrawn)}\n{details}",
        });
    }

    private async Task<string> PreviewAsync()
    {
        using PreparedRunspace prepared = await bot.Supply.GetAsync(call.Ending).ConfigureAwait(false);
        return await call.CheckAsync(prepared, () => CallPreview.Run(call, plan, prepared)).ConfigureAwait(false);
    }

    private CallEndedException NotAsked(ChatText why)
    {
        Record("notAsked", null);
        return new CallEndedException(why);
    }

    /// <summary>
    /// Determines who approved and who refused. The last press of each person counts. A press that doesn't count now is discarded, so that no one can approve by joining a
    /// chat later. A press that can't be checked now is evaluated again.
    /// </summary>
    private async Task<(List<User> Agreed, User? Refused, bool IsUnsure)> JudgeAsync()
    {
        List<User> agreed = [];
        bool isUnsure = false;
        foreach (IGrouping<long, PendingAnswer> presses in journal.Call.Answers.Where(answer => answer.Step == Step).GroupBy(answer => answer.Event.UserId ?? 0).ToArray())
        {
            PendingAnswer last = presses.Last();
            bool isCaller = presses.Key == dialog.UserId;
            AccessDecision decision = isCaller
                ? AccessDecision.Denied
                : await approvers.DecideAsync(last.Event.User, bot.Facts, bot.Observer.Report, call.Ending, bot.IsOld(last.Event.Date ?? bot.Clock.UtcNow)).ConfigureAwait(false);
            if (decision == AccessDecision.Unknown)
            {
                isUnsure = true;
                ReportVoid(last.Event, ChatText.ApproverUnknown);
            }
            else if (decision == AccessDecision.Denied)
            {
                await journal.ChangeAsync(known => presses.Aggregate(known, (kept, press) => kept.WithVoid(press)), call.Ending).ConfigureAwait(false);
                ReportVoid(last.Event, isCaller ? ChatText.NotOwnApproval : ChatText.NotApprover);
            }
            else if (last.Choice != 0)
            {
                return (agreed, last.Event.User, isUnsure);
            }
            else
            {
                agreed.Add(last.Event.User!);
            }
        }

        return (agreed, null, isUnsure);
    }

    private static string NameOf(User user) => user.Name is { Length: > 0 } name ? name : $"{user.UserId}";

    private void Record(string decision, User? who) => bot.Audit.TryRecord(
        "approval", audited, new JsonMap { ["decision"] = decision, ["by"] = who?.UserId, ["byName"] = who?.Name });

    /// <summary>Tells a person once that the press doesn't count.</summary>
    private void ReportVoid(PortalEvent press, ChatText text)
    {
        string dialogId = press.DialogId ?? dialog.DialogId;
        string said = dialog.Texts.Format(text, press.User?.Name ?? $"{press.UserId}", "/" + call.Function.ShownName);
        SendMessageRequest request = new(bot.BotId, dialogId, said)
        {
            UrlPreview = false,
            IdempotencyKey = Core.Messages.IdempotencyKey.Derive($"{journal.Call.Key} {press.UserId} {text}", bot.Session.Portal, bot.BotId, dialogId),
        };
        if (bot.Limits.MayNotify(press.UserId ?? 0, $"{journal.Call.Key} {text}", rule.ApproveWithin))
        {
            _ = dialog.Outbox.Post(stop => bot.Sender.SendAsync(request, null, stop));
        }
    }

    private async Task<CallEndedException> EndAsync(string decision, User? who, ChatText end, params object[] values)
    {
        Record(decision, who);
        await CloseAsync(end, values).ConfigureAwait(false);
        return new CallEndedException(end, values);
    }

    private Task CloseAsync(ChatText end, params object[] values) => call.Cards.CloseAsync(Step, _ => $"[B]{dialog.Texts.Format(end, values)}[/B]\n{details}");

    /// <summary>Describes the requester, the call, and the chat.</summary>
    private static string DetailsOf(ChatCall call, CallPlan plan)
    {
        PortalEvent item = call.Event;
        ChatDialog dialog = call.Dialog;
        string who = call.Journal.Call.Schedule is { } schedule ? dialog.Texts.Format(ChatText.ApprovalOfSchedule, schedule)
            : DialogId.IsPrivate(dialog.DialogId) ? dialog.Texts.Format(ChatText.ApprovalOfPerson, item.User?.Name ?? string.Empty, dialog.UserId)
            : dialog.Texts.Format(ChatText.ApprovalInChat, item.User?.Name ?? string.Empty, dialog.UserId, item.Chat?.Name ?? dialog.DialogId);
        return $"{who}\n{CodeText.Wrap(RunText.Plain(CallText.Format(call.Function.Name, plan)))}";
    }
}
