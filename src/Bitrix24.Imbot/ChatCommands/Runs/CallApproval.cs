using System.Globalization;
using Bitrix24.Imbot.ChatCommands.Audit;
using Bitrix24.Imbot.ChatCommands.Calls;
using Bitrix24.Imbot.ChatCommands.Output;
using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Registry;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Json;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Rights;
using Bitrix24.Imbot.Core.Text;
using Bitrix24.Imbot.Core.Users;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>
/// Asks other people whether a call may run. Their cards are in the chats that the rule names, and in private dialogs. Each press is kept. Whenever
/// one comes, all are judged by the rights that people have at that moment.
/// </summary>
internal sealed class CallApproval
{
    /// <summary>Cards of one approval.</summary>
    private const int MaxCards = 50;

    private const string Step = "approve";

    /// <summary>When a press is judged again that could not be judged.</summary>
    private static readonly TimeSpan RetryTime = TimeSpan.FromMinutes(1);

    private readonly ChatBot bot;
    private readonly ChatDialog dialog;
    private readonly CallJournal journal;
    private readonly CallCards cards;
    private readonly ChatFunction function;
    private readonly AuditedCall audited;
    private readonly AccessPolicy approvers;
    private readonly string details;

    /// <param name="bot">What all calls share.</param>
    /// <param name="dialog">The dialog of the caller.</param>
    /// <param name="journal">The call.</param>
    /// <param name="cards">Its cards.</param>
    /// <param name="function">The function.</param>
    /// <param name="plan">Its values.</param>
    /// <param name="audited">The call as the audit knows it.</param>
    public CallApproval(ChatBot bot, ChatDialog dialog, CallJournal journal, CallCards cards, ChatFunction function, CallPlan plan, AuditedCall audited)
    {
        this.audited = audited;
        this.bot = bot;
        this.dialog = dialog;
        this.journal = journal;
        this.cards = cards;
        this.function = function;
        approvers = new AccessPolicy(function.Rule.Approve);
        details = DetailsOf(plan);
    }

    /// <summary>Asks, and waits until enough people agree.</summary>
    /// <param name="preview">What -WhatIf says; asked for only where cards are sent.</param>
    /// <param name="requireAllowed">Throws where the caller may not run it any more.</param>
    /// <param name="cancellation">Ends the wait. The cards stay open then.</param>
    /// <returns>Those who agreed.</returns>
    /// <exception cref="CallEndedException">Nobody can be asked, nobody answered in time, somebody refused, or the caller may not run it any more.</exception>
    public async Task<IReadOnlyList<long>> RunAsync(Func<Task<string?>> preview, Func<Task> requireAllowed, CancellationToken cancellation)
    {
        using IDisposable? waiting = cards.EnterWait();
        PendingCard card = await OpenAsync(preview, cancellation).ConfigureAwait(false);
        dialog.Say(ChatText.ApprovalAsked, string.Join(", ", function.Rule.Approve.Select(rule => rule.Text)), TimeText(card.Deadline));
        TimeSpan end = bot.Clock.Elapsed + cards.PatienceFor(card);
        int judged = -1;
        int shown = 0;
        bool isUnsure = false;
        while (true)
        {
            TimeSpan left = end - bot.Clock.Elapsed;
            bool isNew = await journal.WaitAsync(() => journal.KeptCount != judged, isUnsure && left > RetryTime ? RetryTime : left, cancellation).ConfigureAwait(false);
            if (!isNew && (!isUnsure || left <= TimeSpan.Zero))
            {
                Record("expired", null);
                await CloseAsync(ChatText.ApprovalExpired).ConfigureAwait(false);
                throw new CallEndedException(ChatText.ApprovalExpired);
            }

            judged = journal.KeptCount;
            if (journal.AnswerTo(Step) is null)
            {
                continue;
            }

            await requireAllowed().ConfigureAwait(false);
            (List<User> agreed, User? refused, isUnsure) = await JudgeAsync(cancellation).ConfigureAwait(false);
            if (refused is not null)
            {
                Record("refused", refused);
                await CloseAsync(ChatText.ApprovalRefused, NameOf(refused)).ConfigureAwait(false);
                throw new CallEndedException(ChatText.ApprovalRefused, NameOf(refused));
            }

            foreach (User user in agreed.Skip(shown))
            {
                Record("approved", user);
            }

            if (agreed.Count >= function.Rule.Approvals)
            {
                string names = string.Join(", ", agreed.Select(NameOf));
                dialog.Say(ChatText.Approved, names);
                await CloseAsync(ChatText.Approved, names).ConfigureAwait(false);
                return [.. agreed.Select(user => user.UserId)];
            }

            if (agreed.Count > shown)
            {
                await cards.ShowAsync(Step, open => $"{open.Text}\n{dialog.Texts.Of(ChatText.ApprovedSoFar, string.Join(", ", agreed.Select(NameOf)), function.Rule.Approvals)}").ConfigureAwait(false);
            }

            shown = agreed.Count;
        }
    }

    /// <summary>Sends the cards that were not sent yet. One that can't be sent is reported; the others are enough.</summary>
    private async Task<PendingCard> OpenAsync(Func<Task<string?>> preview, CancellationToken cancellation)
    {
        if (journal.Call.Cards.All(card => card.Step != Step))
        {
            IEnumerable<PendingCard> wanted = await CardsAsync(preview, cancellation).ConfigureAwait(false);
            await cards.KeepAsync(wanted, function.Rule.ApproveWithin, cancellation).ConfigureAwait(false);
            Record("asked", null);
        }

        PendingCard? first = null;
        foreach (PendingCard card in journal.Call.Cards.Where(card => card.Step == Step).ToArray())
        {
            try
            {
                PendingCard sent = await cards.OpenAsync(card, function.Rule.ApproveWithin, cancellation).ConfigureAwait(false);
                first ??= sent;
            }
            catch (B24Exception exception)
            {
                bot.Observer.Warn($"The approval of {function.Name} could not be asked for in {card.DialogId}: {exception.Message}");
            }
        }

        return first ?? throw NotAsked(ChatText.ApprovalNotAsked);
    }

    private async Task<IEnumerable<PendingCard>> CardsAsync(Func<Task<string?>> preview, CancellationToken cancellation)
    {
        IReadOnlyList<string> dialogs = await bot.Approvers.FindAsync(function.Rule.Approve, dialog.UserId, MaxCards, cancellation).ConfigureAwait(false);
        if (dialogs.Count is 0 or > MaxCards)
        {
            throw NotAsked(dialogs.Count == 0 ? ChatText.NoApprover : ChatText.TooManyApprovers);
        }

        string? shown = function.Rule.Preview ? await preview().ConfigureAwait(false) : null;
        string text = string.Join("\n", new[]
        {
            $"[B]{dialog.Texts.Of(ChatText.ApprovalNeeded)}[/B]",
            details,
            shown is null ? null : $"{dialog.Texts.Of(ChatText.ApprovalPreview)}\n{CodeText.Wrap(RunText.Plain(dialog.Mask.Hide(shown)))}",
            function.Rule.Approvals > 1 ? dialog.Texts.Of(ChatText.ApprovalsNeeded, function.Rule.Approvals) : null,
            dialog.Texts.Of(ChatText.ApproveBy, TimeText(bot.Clock.UtcNow + function.Rule.ApproveWithin)),
        }.Where(line => line is not null));
        return dialogs.Select(dialogId => new PendingCard
        {
            Step = Step,
            DialogId = dialogId,
            Text = text,
            Buttons = [dialog.Texts.Of(ChatText.Approve), dialog.Texts.Of(ChatText.Refuse)],
            EndText = $"{dialog.Texts.Of(ChatText.ApprovalWithdrawn)}\n{details}",
        });
    }

    private CallEndedException NotAsked(ChatText why)
    {
        Record("notAsked", null);
        return new CallEndedException(why);
    }

    /// <summary>
    /// Who agreed, and who refused: the last press of each person counts. A press that doesn't count now never does, so that nobody approves by joining a chat later; one
    /// that can't be judged now is judged again.
    /// </summary>
    private async Task<(List<User> Agreed, User? Refused, bool IsUnsure)> JudgeAsync(CancellationToken cancellation)
    {
        List<User> agreed = [];
        bool isUnsure = false;
        foreach (IGrouping<long, PendingAnswer> presses in journal.Call.Answers.Where(answer => answer.Step == Step).GroupBy(answer => answer.Event.UserId ?? 0).ToArray())
        {
            PendingAnswer last = presses.Last();
            bool isCaller = presses.Key == dialog.UserId;
            AccessDecision decision = isCaller
                ? AccessDecision.Denied
                : await approvers.DecideAsync(last.Event.User, bot.Facts, bot.Observer.Report, cancellation, bot.IsOld(last.Event.Date ?? bot.Clock.UtcNow)).ConfigureAwait(false);
            if (decision == AccessDecision.Unknown)
            {
                isUnsure = true;
                Tell(last.Event, ChatText.ApproverUnknown);
            }
            else if (decision == AccessDecision.Denied)
            {
                await journal.ChangeAsync(call => presses.Aggregate(call, (kept, press) => kept.WithVoid(press)), bot.Observer, cancellation).ConfigureAwait(false);
                Tell(last.Event, isCaller ? ChatText.NotOwnApproval : ChatText.NotApprover);
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

    /// <summary>Tells a person, once, that the press doesn't count.</summary>
    private void Tell(PortalEvent press, ChatText text)
    {
        string dialogId = press.DialogId ?? dialog.DialogId;
        string said = dialog.Texts.Of(text, press.User?.Name ?? $"{press.UserId}", "/" + function.ShownName);
        SendMessageRequest request = new(bot.BotId, dialogId, said)
        {
            UrlPreview = false,
            IdempotencyKey = Core.Messages.IdempotencyKey.Derive($"{journal.Call.Key} {press.UserId} {text}", bot.Session.Portal, bot.BotId, dialogId),
        };
        if (bot.Limits.MayTell(press.UserId ?? 0, $"{journal.Call.Key} {text}", function.Rule.ApproveWithin))
        {
            _ = dialog.Outbox.Post(stop => bot.Sender.SendAsync(request, null, stop));
        }
    }

    private Task CloseAsync(ChatText end, params object[] values) => cards.CloseAsync(Step, _ => $"[B]{dialog.Texts.Of(end, values)}[/B]\n{details}");

    /// <summary>Who wants what, and where.</summary>
    private string DetailsOf(CallPlan plan)
    {
        PortalEvent item = journal.Call.Event;
        string who = journal.Call.Schedule is { } schedule ? dialog.Texts.Of(ChatText.ApprovalOfSchedule, schedule)
            : DialogId.IsPrivate(dialog.DialogId) ? dialog.Texts.Of(ChatText.ApprovalOfPerson, item.User?.Name ?? string.Empty, dialog.UserId)
            : dialog.Texts.Of(ChatText.ApprovalInChat, item.User?.Name ?? string.Empty, dialog.UserId, item.Chat?.Name ?? dialog.DialogId);
        return $"{who}\n{CodeText.Wrap(RunText.Plain(CallText.Of(function.Name, plan)))}";
    }

    private static string TimeText(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm (zzz)", CultureInfo.InvariantCulture);
}
