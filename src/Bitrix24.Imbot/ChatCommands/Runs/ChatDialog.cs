using Bitrix24.Imbot.ChatCommands.Pending;
using Bitrix24.Imbot.ChatCommands.Texts;
using Bitrix24.Imbot.Core.Errors;
using Bitrix24.Imbot.Core.Events;
using Bitrix24.Imbot.Core.Messages;
using Bitrix24.Imbot.Core.Replies;
using Bitrix24.Imbot.Core.Secrets;
using Bitrix24.Imbot.Core.Text;

namespace Bitrix24.Imbot.ChatCommands.Runs;

/// <summary>Speaks with the caller of a function, where he called it. Only he can answer.</summary>
internal sealed class ChatDialog : IDisposable
{
    private readonly ChatBot bot;
    private readonly PortalEvent item;
    private readonly CallJournal? journal;
    private readonly CancellationTokenSource asking;
    private readonly CancellationToken stopping;
    private readonly Dictionary<string, int> saidOnce = new(StringComparer.Ordinal);

    /// <param name="bot">What all calls share.</param>
    /// <param name="item">The event that called.</param>
    /// <param name="journal">Keeps the questions of a run; null where nothing is asked.</param>
    /// <param name="cancellation">Ends questions: the caller cancels, somebody stops the call, or the bot ends.</param>
    /// <param name="stopping">Ends everything.</param>
    public ChatDialog(ChatBot bot, PortalEvent item, CallJournal? journal, CancellationToken cancellation, CancellationToken stopping)
    {
        this.bot = bot;
        this.journal = journal;
        this.stopping = stopping;
        this.item = item;
        asking = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Texts = ChatTexts.For(item.Language);
        Outbox = new ChatOutbox(bot.Observer, stopping);
        Sender = new RecordingSender(bot.Sender);
        Mask = new SecretMask(bot.Secrets);
        DialogId = item.DialogId ?? UserId.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public ChatTexts Texts { get; }

    public ChatOutbox Outbox { get; }

    /// <summary>Sends what the call says, and keeps the numbers of its messages.</summary>
    public RecordingSender Sender { get; }

    /// <summary>Takes secrets out of everything that is said here.</summary>
    public SecretMask Mask { get; }

    public string DialogId { get; }

    public long UserId => item.UserId ?? 0;

    /// <summary>
    /// While this is set, a text that is said again under the same name after a restart arrives once. Not set while a function runs, whose every run speaks for itself.
    /// </summary>
    public string? OnceKey { get; set; }

    /// <summary>Ends the question that waits, and every later one: the run is being stopped.</summary>
    public void StopAsking()
    {
        try
        {
            asking.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call has ended.
        }
    }

    /// <inheritdoc />
    public void Dispose() => asking.Dispose();

    /// <summary>Says something of the bot's own.</summary>
    public void Say(ChatText text, params object[] values) => SayText(Texts.Of(text, values));

    /// <summary>Says a text with BB codes.</summary>
    public void SayText(string text)
    {
        foreach (string part in TextSplitter.Split(Mask.Hide(text), MessageText.MaxLength))
        {
            SendMessageRequest request = new(bot.BotId, DialogId, part) { UrlPreview = false, IdempotencyKey = KeyFor(part) };
            _ = Outbox.Post(stop => Sender.SendAsync(request, null, stop));
        }
    }

    /// <summary>Shows that something was done that has nothing to say.</summary>
    public void Check()
    {
        if (item.MessageId is { } messageId)
        {
            _ = Outbox.Post(stop => bot.Sender.SendAsync(new AddReactionRequest(bot.BotId, messageId, "whiteHeavyCheckMark"), null, stop));
        }
        else
        {
            SayText("\u2705");
        }
    }

    /// <summary>A question in words as it is shown here.</summary>
    public string TextQuestion(string question)
    {
        string text = Core.Messages.DialogId.IsPrivate(DialogId) || bot.HearsEverything ? question : $"{question}\n{Texts.Of(ChatText.MentionMe)}";
        return $"{text}\n[I]{Texts.Of(ChatText.CancelHint)}[/I]";
    }

    /// <summary>Asks for a text during a run, and waits.</summary>
    /// <exception cref="CallEndedException">There is no answer.</exception>
    public async Task<string> AskAsync(string question)
    {
        BotReply reply = await WaitAsync(new AskedQuestion { Message = TextQuestion(Mask.Hide(question)) }).ConfigureAwait(false);
        return reply.Event?.TextWithoutMention ?? reply.Answer ?? string.Empty;
    }

    /// <summary>Lets the caller choose during a run, and waits.</summary>
    /// <param name="question">The question, with BB codes.</param>
    /// <param name="choices">The buttons.</param>
    /// <param name="closing">The text of the question's message when it is over, by the choice; null where there was none.</param>
    /// <returns>Place of the choice, from 0.</returns>
    /// <exception cref="CallEndedException">There is no answer.</exception>
    public async Task<int> ChooseAsync(string question, IReadOnlyList<string> choices, Func<string?, string> closing)
    {
        IReadOnlyList<string> labels = LabelsOf([.. choices.Select(Mask.Hide)]);
        BotReply reply = await WaitAsync(new AskedQuestion { Message = Mask.Hide(question), Choices = labels, Closing = reply => Mask.Hide(closing(reply?.Answer)) }).ConfigureAwait(false);
        return labels.ToList().IndexOf(reply.Answer!);
    }

    /// <summary>The texts of buttons. Buttons with the same text are numbered, and the portal drops buttons whose text is blank or 0.</summary>
    public static IReadOnlyList<string> LabelsOf(IReadOnlyList<string> choices) =>
        [.. choices.Select((choice, place) => choices.Take(place).Contains(choice) ? $"{choice} ({place + 1})" : choice).Select(label => string.IsNullOrWhiteSpace(label) || label == "0" ? $"'{label}'" : label)];

    private async Task<BotReply> WaitAsync(AskedQuestion asked)
    {
        using IDisposable waiting = bot.Limits.TryWait(UserId) ?? throw new CallEndedException(ChatText.TooManyOpen, CallerLimits.WaitingOfOne);
        await Outbox.WhenSentAsync().ConfigureAwait(false);
        PendingCard card = new() { Key = asked.Name, Step = "run", DialogId = DialogId, Text = asked.Message, Buttons = asked.Buttons, UserIds = [UserId], IsInRun = true };
        await KeepAsync(call => call.With(card)).ConfigureAwait(false);
        try
        {
            AskedQuestion kept = asked with
            {
                DialogId = DialogId,
                UserIds = [UserId],
                Timeout = bot.AnswerTimeout,
                Sent = open =>
                {
                    Sender.Add(open.MessageId);
                    journal!.Change(call => call.With(card with { MessageId = open.MessageId }));
                },
            };
            // Where it ends in another way, its buttons may still be there, and the end of the call removes them.
            BotReply reply = await bot.Asker.AskAsync(kept, bot.Observer, asking.Token).ConfigureAwait(false);
            await KeepAsync(call => call.Without(card.Key)).ConfigureAwait(false);
            return reply.TimedOut ? throw new CallEndedException(ChatText.NoAnswer) : reply;
        }
        catch (B24Exception exception) when (exception.Kind == QuestionErrors.ReplyNotAsked)
        {
            throw new CallEndedException(ChatText.NoAnswer);
        }
    }

    private Task KeepAsync(Func<PendingCall, PendingCall> change) => journal!.ChangeAsync(change, bot.Observer, stopping);

    private string KeyFor(string text)
    {
        if (OnceKey is null)
        {
            return IdempotencyKey.Fresh();
        }

        saidOnce.TryGetValue(text, out int before);
        saidOnce[text] = before + 1;
        return IdempotencyKey.Derive($"{OnceKey}\n{before}\n{text}", bot.Session.Portal, bot.BotId, DialogId);
    }
}
